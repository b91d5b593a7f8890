import { object, resource } from "../support/resources";
import { breach, type ResourceRuleCase } from "../support/rule-case";

const RBAC = "rbac.authorization.k8s.io";
const ALB = "alb.ingress.kubernetes.io";
const roles = (group: string) =>
    `- rolearn: arn:aws:iam::123456789012:role/x\n  username: x\n  groups:\n  - ${group}\n`;
const role = object(`${RBAC}/v1`, "Role", {
    rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] }],
});
const ingress = object("networking.k8s.io/v1", "Ingress", {
    metadata: {
        annotations: {
            [`${ALB}/listen-ports`]: '[{"HTTP": 80}, {"HTTPS": 443}]',
            [`${ALB}/ssl-redirect`]: "443",
            [`${ALB}/load-balancer-attributes`]: "access_logs.s3.enabled=true",
        },
    },
    spec: { rules: [{ host: "shop.example.com" }] },
});

/** Breaches of the rules over who reaches what: in the cluster's API, from outside, and in Secrets. */
export const ACCESS_CASES: readonly ResourceRuleCase[] = [
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
        resource: role,
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
        ],
    },
    {
        rule: "aws-auth-admin",
        resource: object("v1", "ConfigMap", {
            metadata: { name: "aws-auth", namespace: "kube-system" },
            data: { mapRoles: roles("system:nodes") },
        }),
        dependsOn: ["metadata.name", "metadata.namespace"],
        breaches: ["mapRoles", "mapUsers"].map((field) => breach(field, `data.${field}`, roles("system:masters"))),
        accepted: [
            breach("another ConfigMap", "", {
                apiVersion: "v1",
                kind: "ConfigMap",
                metadata: { name: "docs", namespace: "shop" },
                data: { mapRoles: roles("system:masters") },
            }),
        ],
    },
    {
        rule: "node-group-launch-template",
        resource: resource("aws:eks/nodeGroup:NodeGroup", { launchTemplate: { id: "lt-1", version: "1" } }),
        breaches: [breach("nothing", "launchTemplate", undefined)],
    },
    {
        rule: "ingress-https-only",
        resource: ingress,
        dependsOn: [`metadata.annotations["${ALB}/listen-ports"]`],
        breaches: [
            breach("HTTP without redirect", `metadata.annotations["${ALB}/ssl-redirect"]`, undefined),
            breach(
                "a redirect that is switched off",
                'metadata.annotations["nginx.ingress.kubernetes.io/ssl-redirect"]',
                "false",
            ),
        ],
        accepted: [
            breach("HTTPS alone", "metadata.annotations", { [`${ALB}/listen-ports`]: '[{"HTTPS": 443}]' }),
            breach("another controller", "metadata.annotations", undefined),
        ],
    },
    {
        rule: "secret-literal",
        resource: object("v1", "Secret", { type: "Opaque" }),
        breaches: [
            breach("data", "data", { password: "aHVudGVyMg==" }),
            breach("text", "stringData", { password: "hunter2" }),
        ],
        accepted: [breach("an empty Secret for another program to fill", "data", { password: "" })],
    },
    ...[
        ["helm-create-namespace", "createNamespace"],
        ["helm-skip-crds", "skipCrds"],
    ].map(([rule = "", field = ""]) => ({
        rule,
        resource: resource("kubernetes:helm.sh/v3:Release", { chart: "metrics-server", version: "3.13.0" }),
        breaches: [breach(field, field, true)],
        accepted: [breach("false", field, false)],
    })),
    ...[
        ["Job", "spec"],
        ["CronJob", "spec.jobTemplate.spec"],
    ].map(([kind = "", path = ""]) => ({
        rule: "job-backoff-limit",
        resource: object("batch/v1", kind, {
            metadata: { labels: { "app.kubernetes.io/name": "report" } },
            spec: {
                schedule: "0 3 * * *",
                startingDeadlineSeconds: 3600,
                concurrencyPolicy: "Forbid",
                ttlSecondsAfterFinished: 600,
                backoffLimit: 2,
                jobTemplate: { spec: { backoffLimit: 2 } },
            },
        }),
        breaches: [breach("nothing", `${path}.backoffLimit`, undefined)],
    })),
];
