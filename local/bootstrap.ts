import type { V1ClusterRole, V1ClusterRoleBinding, V1Node } from "@kubernetes/client-node";
import { createObject, getObject } from "./api";
import type { ServerAccess } from "./kubeconfig";
import { localNodes } from "./nodes";

const KWOK_USER = "system:kwok-controller";

/** What kwok may do: what the kubelets that it stands for would do. */
const KWOK_ROLE: V1ClusterRole = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: KWOK_USER },
    rules: [
        { apiGroups: [""], resources: ["nodes"], verbs: ["get", "list", "watch"] },
        { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch", "update", "patch", "delete"] },
        { apiGroups: [""], resources: ["nodes/status", "pods/status"], verbs: ["update", "patch"] },
        { apiGroups: [""], resources: ["events"], verbs: ["create", "update", "patch"] },
        {
            apiGroups: ["coordination.k8s.io"],
            resources: ["leases"],
            verbs: ["get", "list", "watch", "create", "update", "patch"],
        },
    ],
};

const KWOK_BINDING: V1ClusterRoleBinding = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: KWOK_USER },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: KWOK_USER },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: KWOK_USER }],
};

/** Creates what a fresh cluster needs before its first workload: kwok's permissions and the nodes. */
export async function createClusterObjects(access: ServerAccess, version: string): Promise<void> {
    const rbac = "/apis/rbac.authorization.k8s.io/v1";
    await createObject(access, `${rbac}/clusterroles`, KWOK_ROLE);
    await createObject(access, `${rbac}/clusterrolebindings`, KWOK_BINDING);
    for (const node of localNodes(version)) {
        await createObject(access, "/api/v1/nodes", node);
    }
}

/** What a fresh cluster still lacks before a workload can run on it; empty when it is ready. */
export async function missingClusterObjects(access: ServerAccess): Promise<string[]> {
    const paths = ["namespaces/default", "namespaces/kube-system", "namespaces/default/serviceaccounts/default"];
    const found = await Promise.all(paths.map((path) => getObject(access, `/api/v1/${path}`)));
    const nodes = await getObject<{ items: V1Node[] }>(access, "/api/v1/nodes");
    return [
        ...paths.filter((_, index) => found[index] === undefined),
        ...(nodes?.items ?? []).filter((node) => !isSchedulable(node)).map((node) => `nodes/${node.metadata?.name}`),
    ];
}

function isSchedulable(node: V1Node): boolean {
    const ready = node.status?.conditions?.find(({ type }) => type === "Ready")?.status === "True";
    return ready && !node.spec?.taints?.some(({ effect }) => effect === "NoSchedule" || effect === "NoExecute");
}
