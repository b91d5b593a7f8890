import { grantsOf, includes } from "../../model/rbac";
import { finding, kindRule } from "../../model/rule";

export const MAKERS: readonly (readonly [group: string, resource: string])[] = [
    ...["pods", "replicationcontrollers"].map((resource) => ["", resource] as const),
    ...["deployments", "statefulsets", "daemonsets", "replicasets"].map((resource) => ["apps", resource] as const),
    ...["jobs", "cronjobs"].map((resource) => ["batch", resource] as const),
];

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation */
export const rbacPodCreation = kindRule({
    id: "rbac-pod-creation",
    title: "Few roles may create pods.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "Who creates a pod may mount every Secret of its namespace and act as each of its ServiceAccounts.",
    fix: "Leave the creation of workloads to the pipeline, in namespaces of their own.",
    sources: ["CIS EKS 4.1.4"],
    kinds: ["rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole"],
    *check({ props }) {
        for (const { rule, grant } of grantsOf(props)) {
            const made = MAKERS.filter(([group, resource]) => includes(grant, "create", group, resource));
            // A new object has no name to be limited to, so that with names nothing is granted.
            if (grant.isOnAllNames && made.length > 0) {
                yield finding(rule, `the role creates ${made.map(([, resource]) => resource).join(", ")}`);
            }
        }
    },
});
