import { grantsOf, includes } from "../../model/rbac";
import { finding, kindRule } from "../../model/rule";

const RBAC = "rbac.authorization.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";

type Permission = readonly [verb: string, group: string, resource: string];

/** Permissions by which their holder gets others, from Kubernetes' own list. */
export const ESCALATIONS: readonly Permission[] = [
    ["escalate", RBAC, "roles"],
    ["escalate", RBAC, "clusterroles"],
    ["bind", RBAC, "roles"],
    ["bind", RBAC, "clusterroles"],
    ["impersonate", "", "users"],
    ["impersonate", "", "groups"],
    ["impersonate", "", "serviceaccounts"],
    ["impersonate", "authentication.k8s.io", "uids"],
    ["impersonate", "authentication.k8s.io", "userextras"],
    ["create", "", "serviceaccounts/token"],
    ...of(["get", "create", "update", "patch", "delete"], "", "nodes/proxy"),
    // Over a web socket they need get, over SPDY create.
    ...["pods/exec", "pods/attach"].flatMap((resource) => of(["get", "create"], "", resource)),
    ...of(["update", "patch"], "", "pods/ephemeralcontainers"),
    ["create", "", "persistentvolumes"],
    ...of(["update", "patch"], "certificates.k8s.io", "certificatesigningrequests/approval"),
    ["approve", "certificates.k8s.io", "signers"],
    ...of(["create", "update", "patch"], ADMISSION, "mutatingwebhookconfigurations"),
    ...of(["create", "update", "patch"], ADMISSION, "validatingwebhookconfigurations"),
];

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
export const rbacEscalation = kindRule({
    id: "rbac-escalation",
    title: "Roles grant nothing by which their holder gets further permissions.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Such a permission is worth as much as cluster-admin.",
    fix: "Remove the permission, or give it in a namespace of its own to a ServiceAccount that nobody else uses.",
    sources: [
        ...["CIS EKS 4.1.4", "CIS EKS 4.1.8", "CIS EKS 4.1.9", "CIS EKS 4.1.10", "CIS EKS 4.1.11", "CIS EKS 4.1.12"],
        ...["CKV_K8S_155", "CKV_K8S_156", "CKV_K8S_157", "CKV_K8S_158", "KSV-0043", "KSV-0047", "KSV-0050", "KSV-0053"],
    ],
    kinds: [`${RBAC}/Role`, `${RBAC}/ClusterRole`],
    *check({ props }) {
        for (const { rule, grant } of grantsOf(props)) {
            const granted = ESCALATIONS.filter(([verb, group, resource]) => includes(grant, verb, group, resource));
            if (granted.length > 0) {
                const permissions = granted.map(([verb, , resource]) => `${verb} on ${resource}`);
                yield finding(rule, `the role grants ${permissions.join(", ")}`);
            }
        }
    },
});

function of(verbs: readonly string[], group: string, resource: string): readonly Permission[] {
    return verbs.map((verb) => [verb, group, resource] as const);
}
