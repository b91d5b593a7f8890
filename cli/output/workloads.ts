import { plainTable } from "./table";

/** A table of the cluster's workloads outside the system namespaces: how many pods are ready, how far Jobs are, and when CronJobs run. */
export async function workloadTable(kubeconfig: string): Promise<string> {
    // Loaded on demand: the client takes most of a second, and only this command's end needs it.
    const { AppsV1Api, BatchV1Api, KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    const apps = config.makeApiClient(AppsV1Api);
    const batch = config.makeApiClient(BatchV1Api);
    const [deployments, statefulSets, jobs, cronJobs] = await Promise.all([
        apps.listDeploymentForAllNamespaces(),
        apps.listStatefulSetForAllNamespaces(),
        batch.listJobForAllNamespaces(),
        batch.listCronJobForAllNamespaces(),
    ]);
    const pods = ({ spec, status }: { spec?: { replicas?: number }; status?: { readyReplicas?: number } }) =>
        `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`;
    const rows = [
        ...deployments.items.map((item) => ({ kind: "Deployment", item, state: pods(item) })),
        ...statefulSets.items.map((item) => ({ kind: "StatefulSet", item, state: pods(item) })),
        ...jobs.items
            // Those of a CronJob come and go.
            .filter(({ metadata }) => !metadata?.ownerReferences?.some(({ kind }) => kind === "CronJob"))
            .map((item) => ({
                kind: "Job",
                item,
                state: `${item.status?.succeeded ?? 0}/${item.spec?.completions ?? 1}`,
            })),
        ...cronJobs.items.map((item) => ({
            kind: "CronJob",
            item,
            state: item.spec?.suspend ? "suspended" : (item.spec?.schedule ?? ""),
        })),
    ]
        .filter(({ item }) => !item.metadata?.namespace?.startsWith("kube-"))
        .map(({ kind, item, state }) => [item.metadata?.namespace ?? "", item.metadata?.name ?? "", kind, state])
        .sort((left, right) => (left.join(" ") < right.join(" ") ? -1 : 1));
    return plainTable(["NAMESPACE", "SERVICE", "KIND", "READY"], rows);
}
