import { object } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const RBAC = "rbac.authorization.k8s.io";
const role = object(`${RBAC}/v1`, "Role", {
    rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list"] }],
});
const clusterRole = object(`${RBAC}/v1`, "ClusterRole", { rules: role.props.rules });
const binding = object(`${RBAC}/v1`, "RoleBinding", {
    roleRef: { apiGroup: RBAC, kind: "Role", name: "reader" },
    subjects: [{ kind: "Group", name: "shop-developers" }],
});
const deployer = object(`${RBAC}/v1`, "Role", {
    rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] }],
});

/** Breaches of the rules over roles and bindings. */
export const RBAC_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "rbac-wildcard",
        // A wildcard takes in what is dangerous by its name.
        also: ["rbac-escalation", "rbac-secrets-read"],
        resource: role,
        breaches: [
            ...["verbs", "resources", "apiGroups"].map((field) => breach(field, `rules[0].${field}[0]`, "*")),
            breach("a subresource of everything", "rules[0].resources[0]", "*/scale"),
            breach("every URL", "rules[0].nonResourceURLs", ["*"], "rules[0].nonResourceURLs[0]"),
            breach("every path", "rules[0].nonResourceURLs", ["/*"], "rules[0].nonResourceURLs[0]"),
        ],
    },
    {
        rule: "rbac-escalation",
        // Some of the examples use one.
        also: ["rbac-wildcard"],
        resource: clusterRole,
        dependsOn: ["rules[0].apiGroups[0]", "rules[0].resources[0]", "rules[0].verbs[0]", "rules[0].verbs[1]"],
        breaches: (
            [
                [RBAC, "clusterroles", "escalate"],
                [RBAC, "roles", "bind"],
                ["", "users", "impersonate"],
                ["", "serviceaccounts/token", "create"],
                ["", "pods/exec", "create"],
                ["", "nodes/proxy", "get"],
                ["", "nodes/proxy", "delete"],
                ["", "pods/attach", "get"],
                ["", "pods/ephemeralcontainers", "patch"],
                ["", "persistentvolumes", "create"],
                ["authentication.k8s.io", "uids", "impersonate"],
                ["certificates.k8s.io", "signers", "approve"],
                ["certificates.k8s.io", "certificatesigningrequests/approval", "update"],
                ["admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create"],
                ["admissionregistration.k8s.io", "validatingwebhookconfigurations", "patch"],
                [RBAC, "*", "bind"],
                ["", "*/exec", "create"],
            ] as const
        ).map(([group, name, verb]) =>
            breach(`${verb} on ${name}`, "rules[0]", { apiGroups: [group], resources: [name], verbs: [verb] }),
        ),
    },
    {
        rule: "rbac-escalation",
        resource: clusterRole,
        dependsOn: ["rules[0].apiGroups[0]", "rules[0].resources[0]", "rules[0].verbs[0]", "rules[0].verbs[1]"],
        breaches: (
            [
                [RBAC, "clusterroles", "bind", ["view", "cluster-admin"]],
                [RBAC, "clusterroles", "bind", ["admin"]],
                [RBAC, "clusterroles", "bind", []],
                [RBAC, "roles", "escalate", ["reader"]],
                ["", "groups", "impersonate", ["system:masters"]],
                ["", "nodes/proxy", "get", ["node-1"]],
                ["certificates.k8s.io", "signers", "approve", ["kubernetes.io/kube-apiserver-client"]],
            ] as const
        ).map(([group, name, verb, resourceNames]) =>
            breach(`${verb} on ${name} ${resourceNames.join(" and ")}`, "rules[0]", {
                ...{ apiGroups: [group], resources: [name], verbs: [verb] },
                resourceNames,
            }),
        ),
        accepted: (
            [
                [RBAC, "clusterroles", "bind", ["edit", "view"], " (case 207)"],
                ["", "serviceaccounts/token", "create", ["reporter"], " (case 208)"],
                ["", "serviceaccounts", "impersonate", ["reporter"], ""],
                ["", "groups", "impersonate", ["developers"], ""],
                ["", "persistentvolumes", "create", ["data"], ", which grants nothing"],
                ["certificates.k8s.io", "signers", "approve", ["example.com/shop"], ""],
            ] as const
        ).map(([group, name, verb, resourceNames, note]) =>
            breach(`${verb} on ${name} ${resourceNames.join(" and ")}${note}`, "rules[0]", {
                ...{ apiGroups: [group], resources: [name], verbs: [verb] },
                resourceNames,
            }),
        ),
    },
    {
        rule: "rbac-escalation",
        resource: role,
        dependsOn: ["rules[0].apiGroups[0]", "rules[0].resources[0]", "rules[0].verbs[0]", "rules[0].verbs[1]"],
        breaches: (
            [
                [RBAC, "roles", "escalate"],
                [RBAC, "roles", "bind"],
                [RBAC, "clusterroles", "bind"],
                ["", "serviceaccounts", "impersonate"],
                ["", "serviceaccounts/token", "create"],
                ["", "pods/exec", "get"],
                ["", "pods/ephemeralcontainers", "update"],
            ] as const
        ).map(([group, name, verb]) =>
            breach(`${verb} on ${name} in a namespace`, "rules[0]", {
                apiGroups: [group],
                resources: [name],
                verbs: [verb],
            }),
        ),
        accepted: (
            [
                [RBAC, "clusterroles", "escalate"],
                ["", "users", "impersonate"],
                ["authentication.k8s.io", "userextras", "impersonate"],
                ["", "nodes/proxy", "get"],
                ["", "persistentvolumes", "create"],
                ["certificates.k8s.io", "signers", "approve"],
                ["certificates.k8s.io", "certificatesigningrequests/approval", "update"],
                ["admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create"],
            ] as const
        ).map(([group, name, verb]) =>
            breach(`${verb} on ${name}, which no Role can grant`, "rules[0]", {
                apiGroups: [group],
                resources: [name],
                verbs: [verb],
            }),
        ),
    },
    {
        rule: "rbac-secrets-read",
        resource: role,
        dependsOn: ["rules[0].apiGroups[0]", "rules[0].resources[0]", "rules[0].verbs[0]", "rules[0].verbs[1]"],
        breaches: [
            breach("a list of Secrets", "rules[0].resources[0]", "secrets", "rules[0]"),
            breach("a watch of all", "rules[0]", { apiGroups: [""], resources: ["secrets"], verbs: ["watch"] }),
            breach("an empty list of names, which means all", "rules[0]", {
                apiGroups: [""],
                resources: ["secrets"],
                resourceNames: [],
                verbs: ["get"],
            }),
        ],
        accepted: [
            breach("one Secret by name", "rules[0]", {
                apiGroups: [""],
                resources: ["secrets"],
                resourceNames: ["db"],
                verbs: ["get"],
            }),
            breach("a list and watch of one by name, for its field selector (case 058)", "rules[0]", {
                apiGroups: [""],
                resources: ["secrets"],
                resourceNames: ["mine"],
                verbs: ["list", "watch"],
            }),
        ],
    },
    {
        rule: "rbac-admin-binding",
        resource: binding,
        breaches: [
            breach("cluster-admin", "roleRef.name", "cluster-admin"),
            ...["system:anonymous", "system:authenticated", "system:masters", "system:serviceaccounts"].map((name) =>
                breach(name, "subjects[0].name", name),
            ),
        ],
    },
    {
        rule: "rbac-aggregation",
        resource: object(`${RBAC}/v1`, "ClusterRole", { metadata: { labels: { team: "shop" } } }),
        breaches: [
            ...["admin", "edit", "view"].map((name) =>
                breach(name, `metadata.labels["${RBAC}/aggregate-to-${name}"]`, "true"),
            ),
            breach("a selector of every role", "aggregationRule.clusterRoleSelectors[0]", {}),
            breach("an empty selector", "aggregationRule.clusterRoleSelectors[0]", { matchLabels: {} }),
        ],
        accepted: [
            breach("a role that takes in some", "aggregationRule.clusterRoleSelectors[0].matchLabels.team", "shop"),
            breach("a label that says no", `metadata.labels["${RBAC}/aggregate-to-admin"]`, "false"),
        ],
    },
    {
        rule: "rbac-default-account",
        resource: object(`${RBAC}/v1`, "RoleBinding", {
            roleRef: { apiGroup: RBAC, kind: "Role", name: "reader" },
            subjects: [{ kind: "ServiceAccount", name: "web", namespace: "shop" }],
        }),
        dependsOn: ["subjects[0].kind"],
        breaches: [
            breach("the default account", "subjects[0].name", "default"),
            breach(
                "all accounts of a namespace",
                "subjects[0]",
                { kind: "Group", name: "system:serviceaccounts:shop" },
                "subjects[0].name",
            ),
        ],
        accepted: [breach("a person of that name", "subjects[0]", { kind: "User", name: "default" })],
    },
    {
        rule: "rbac-pod-creation",
        resource: deployer,
        dependsOn: ["apiGroups[0]", "resources[0]", "verbs[0]"].map((field) => `rules[0].${field}`),
        breaches: (
            [
                ["", "pods"],
                ["apps", "deployments"],
                ["batch", "cronjobs"],
            ] as const
        ).map(([group, name]) =>
            breach(name, "rules[0]", { apiGroups: [group], resources: [name], verbs: ["create", "get"] }),
        ),
        accepted: [
            breach("a resource of that name elsewhere", "rules[0]", {
                apiGroups: ["example.com"],
                resources: ["pods"],
                verbs: ["create"],
            }),
            breach("the creation of one by name, which grants nothing", "rules[0]", {
                apiGroups: [""],
                resources: ["pods"],
                resourceNames: ["web"],
                verbs: ["create"],
            }),
        ],
    },
];
