import type { V1CronJob, V1Deployment, V1Job, V1StatefulSet } from "@kubernetes/client-node";
import { plainTable } from "./table";

/** Reads a list by its path. */
type Reader = <T>(path: string) => Promise<T | undefined>;

/**
 * A table of a cluster's workloads outside the system namespaces: how many pods are ready, how far Jobs are, and when CronJobs run.
 *
 * @param read asks the cluster: the full client library takes half a second to load
 */
export async function workloadTable(read: Reader): Promise<string> {
    const list = async <T>(path: string) => (await read<{ readonly items: readonly T[] }>(path))?.items ?? [];
    const [deployments, statefulSets, jobs, cronJobs] = await Promise.all([
        list<V1Deployment>("/apis/apps/v1/deployments"),
        list<V1StatefulSet>("/apis/apps/v1/statefulsets"),
        list<V1Job>("/apis/batch/v1/jobs"),
        list<V1CronJob>("/apis/batch/v1/cronjobs"),
    ]);
    const pods = ({ spec, status }: { spec?: { replicas?: number }; status?: { readyReplicas?: number } }) =>
        `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`;
    const rows = [
        ...deployments.map((item) => ({ kind: "Deployment", item, state: pods(item) })),
        ...statefulSets.map((item) => ({ kind: "StatefulSet", item, state: pods(item) })),
        ...jobs
            // Those of a CronJob come and go.
            .filter(({ metadata }) => !metadata?.ownerReferences?.some(({ kind }) => kind === "CronJob"))
            .map((item) => ({
                kind: "Job",
                item,
                state: `${item.status?.succeeded ?? 0}/${item.spec?.completions ?? 1}`,
            })),
        ...cronJobs.map((item) => ({
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
