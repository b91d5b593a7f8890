import { plainTable } from "./table";

/** A table of the cluster's Deployments and StatefulSets with their ready replicas, outside the system namespaces. */
export async function workloadTable(kubeconfig: string): Promise<string> {
    // Loaded on demand: the client takes most of a second, and only this command's end needs it.
    const { AppsV1Api, KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    const apps = config.makeApiClient(AppsV1Api);
    const [deployments, statefulSets] = await Promise.all([
        apps.listDeploymentForAllNamespaces(),
        apps.listStatefulSetForAllNamespaces(),
    ]);
    const rows = [
        ...deployments.items.map((item) => ({ kind: "Deployment", item })),
        ...statefulSets.items.map((item) => ({ kind: "StatefulSet", item })),
    ]
        .filter(({ item }) => !item.metadata?.namespace?.startsWith("kube-"))
        .map(({ kind, item }) => [
            item.metadata?.namespace ?? "",
            item.metadata?.name ?? "",
            kind,
            `${item.status?.readyReplicas ?? 0}/${item.spec?.replicas ?? 1}`,
        ])
        .sort((left, right) => (left.join(" ") < right.join(" ") ? -1 : 1));
    return plainTable(["NAMESPACE", "SERVICE", "KIND", "READY"], rows);
}
