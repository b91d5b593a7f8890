/** What of a kubeconfig leads to its API server. */
interface Kubeconfig {
    readonly clusters: readonly { readonly name: string; readonly cluster: { readonly server: string } }[];
}

/** The host of the API server that a kubeconfig, as JSON, leads to. */
export function hostOf(kubeconfig: string): string {
    const { clusters }: Kubeconfig = JSON.parse(kubeconfig);
    return new URL(clusters[0]?.cluster.server ?? "").hostname;
}

/** The same cluster at a local port: its certificate is still held against its own name. */
export function throughPort(kubeconfig: string, port: number): string {
    const host = hostOf(kubeconfig);
    const whole: Kubeconfig = JSON.parse(kubeconfig);
    const clusters = whole.clusters.map(({ name, cluster }) => ({
        name,
        cluster: { ...cluster, server: `https://127.0.0.1:${port}`, "tls-server-name": host },
    }));
    return `${JSON.stringify({ ...whole, clusters }, null, 2)}\n`;
}
