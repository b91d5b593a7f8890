import { UNKNOWN } from "../../../policies/model/value";
import { object, resource } from "../support/resources";
import { breach, type ResourceRuleCase } from "../support/rule-case";
import { ACCESS_CASES } from "./access";
import { STORAGE_CASES } from "./storage";
import { WORKLOAD_CASES } from "./workloads";

const RBAC = "rbac.authorization.k8s.io";
const role = object(`${RBAC}/v1`, "Role", {
    rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list"] }],
});
const binding = object(`${RBAC}/v1`, "RoleBinding", {
    roleRef: { apiGroup: RBAC, kind: "Role", name: "reader" },
    subjects: [{ kind: "Group", name: "shop-developers" }],
});
const service = object("v1", "Service", { spec: { type: "ClusterIP", ports: [{ port: 80 }] } });
const ingress = object("networking.k8s.io/v1", "Ingress", {
    spec: { tls: [{ hosts: ["shop.example.com"], secretName: "tls" }], rules: [{ host: "shop.example.com" }] },
});
const release = resource("kubernetes:helm.sh/v3:Release", {
    chart: "metrics-server",
    version: "3.13.0",
    repositoryOpts: { repo: "https://kubernetes-sigs.github.io/metrics-server" },
    atomic: true,
    cleanupOnFail: true,
});
const deployment = object("apps/v1", "Deployment", {
    spec: {
        replicas: 2,
        selector: { matchLabels: { app: "web" }, matchExpressions: [{ key: "app", operator: "In", values: ["web"] }] },
        template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web", image: "web:1" }] } },
    },
});
const storageClass = object("storage.k8s.io/v1", "StorageClass", {
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" },
});

const SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

/** Breaches of the rules over Kubernetes objects that are no pods, and over Helm releases. */
export const KUBERNETES_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "secret-in-configmap",
        resource: object("v1", "ConfigMap", { data: { LOG_LEVEL: "info", "app.yaml": "port: 8080\nhost: web\n" } }),
        breaches: [
            breach("a password", "data.DB_PASSWORD", "hunter2"),
            breach("a private key", 'data["tls.key"]', "-----BEGIN RSA PRIVATE KEY-----\nMIIE"),
            breach("a password in a file", 'data["app.properties"]', "port=8080\nspring.datasource.password=hunter2\n"),
            breach(
                "a private key in binary data",
                "binaryData.key",
                Buffer.from("-----BEGIN PRIVATE KEY-----").toString("base64"),
            ),
            breach(
                "a private key in base64",
                "data.key",
                Buffer.from("-----BEGIN RSA PRIVATE KEY-----\nMIIE").toString("base64"),
            ),
        ],
        accepted: [
            breach("a reference in a file", 'data["app.properties"]', `spring.datasource.password=\${DB_PASSWORD}\n`),
            breach("the name of a secret", "data.SECRET_NAME", "db-credentials"),
        ],
    },
    {
        rule: "service-account-token-secret",
        resource: object("v1", "Secret", { type: "Opaque", data: { password: "aHVudGVyMg==" } }),
        breaches: [breach("a token", "type", "kubernetes.io/service-account-token")],
    },
    {
        rule: "bare-pod",
        skipsPatches: true,
        resource: object("v1", "Pod", { metadata: { ownerReferences: [{ kind: "ReplicaSet", name: "web" }] } }),
        breaches: [breach("a pod without owner", "metadata.ownerReferences", undefined, "kind")],
        accepted: [breach("a test of a chart", "metadata", { name: "web", annotations: { "helm.sh/hook": "test" } })],
    },
    {
        rule: "default-namespace",
        resource: deployment,
        breaches: [
            breach("the default namespace", "metadata.namespace", "default"),
            breach("a namespace of Kubernetes", "metadata.namespace", "kube-public"),
        ],
        accepted: [breach("no namespace, which the provider knows", "metadata.namespace", undefined)],
    },
    {
        rule: "default-namespace",
        resource: release,
        breaches: [breach("a release in the default namespace", "namespace", "default")],
        accepted: [breach("another namespace", "namespace", "monitoring")],
    },
    {
        rule: "selector-mismatch",
        skipsPatches: true,
        resource: deployment,
        dependsOn: [
            ...["spec.selector.matchLabels.app", "spec.template.metadata.labels.app"],
            ...["key", "operator", "values[0]"].map((leaf) => `spec.selector.matchExpressions[0].${leaf}`),
        ],
        breaches: [
            breach("another label", "spec.template.metadata.labels.app", "api", "spec.selector"),
            breach("no labels", "spec.template.metadata.labels", undefined, "spec.selector"),
            breach("an expression", "spec.selector.matchExpressions[0].operator", "NotIn", "spec.selector"),
        ],
    },
    {
        rule: "single-replica",
        resource: deployment,
        breaches: [breach("one replica", "spec.replicas", 1)],
        accepted: [breach("no number, which an autoscaler owns", "spec.replicas", undefined)],
    },
    {
        rule: "job-lifetime",
        resource: object("batch/v1", "Job", { spec: { ttlSecondsAfterFinished: 600 } }),
        breaches: [breach("no lifetime", "spec.ttlSecondsAfterFinished", undefined)],
    },
    {
        rule: "service-external-ips",
        resource: service,
        breaches: [breach("an external address", "spec.externalIPs", ["203.0.113.7"])],
    },
    {
        rule: "service-node-port",
        resource: service,
        breaches: [breach("a node port", "spec.type", "NodePort")],
    },
    {
        rule: "service-public-load-balancer",
        resource: object("v1", "Service", {
            metadata: { annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" } },
            spec: { type: "LoadBalancer" },
        }),
        dependsOn: ["spec.type", 'metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]'],
        breaches: [
            breach("a public one", "metadata.annotations", undefined, "spec.loadBalancerSourceRanges"),
            breach(
                "one that is said to be public",
                'metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]',
                "internet-facing",
                "spec.loadBalancerSourceRanges",
            ),
            breach(
                "everywhere in the annotation",
                "metadata.annotations",
                { [SOURCE_RANGES]: "10.0.0.0/8,0.0.0.0/0" },
                `metadata.annotations["${SOURCE_RANGES}"]`,
            ),
        ],
        accepted: [
            breach("the annotation of old", "metadata.annotations", {
                "service.beta.kubernetes.io/aws-load-balancer-internal": "true",
            }),
            breach("named addresses in the annotation", "metadata.annotations", { [SOURCE_RANGES]: "203.0.113.0/24" }),
        ],
    },
    {
        rule: "service-public-load-balancer",
        resource: object("v1", "Service", {
            spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["203.0.113.0/24"] },
        }),
        dependsOn: ["spec.type"],
        breaches: [["0.0.0.0/0"], ["::/0"], ["0.0.0.0/1", "128.0.0.0/1"], []].map((ranges) =>
            breach(`the ranges ${ranges.join(" and ") || "of an empty list"}`, "spec.loadBalancerSourceRanges", ranges),
        ),
    },
    {
        rule: "ingress-tls",
        skipsPatches: true,
        resource: ingress,
        dependsOn: ["spec.tls[0].hosts[0]", "spec.rules[0].host"],
        breaches: [
            breach("no TLS", "spec.tls", undefined, "spec.rules[0].host"),
            breach("a host that TLS does not name", "spec.rules[0].host", "api.example.com"),
            breach("a wildcard two labels up", "spec.tls[0].hosts[0]", "*.com", "spec.rules[0].host"),
        ],
        accepted: [
            breach("a host that only an update can tell", "spec.tls[0].hosts[0]", UNKNOWN),
            breach("a wildcard", "spec.tls[0].hosts[0]", "*.example.com"),
            breach("TLS for every host", "spec.tls[0].hosts", undefined),
            ...[
                { "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:eu-west-1:123456789012:certificate/1" },
                { "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]' },
            ].map((annotations) =>
                breach("a certificate of the load balancer", "", {
                    apiVersion: "networking.k8s.io/v1",
                    kind: "Ingress",
                    metadata: { name: "web", namespace: "shop", annotations },
                    spec: { rules: [{ host: "shop.example.com" }] },
                }),
            ),
        ],
    },
    {
        rule: "ingress-host",
        // The certificate names none of the hosts.
        also: ["ingress-tls"],
        resource: ingress,
        breaches: [
            breach("no host", "spec.rules[0].host", undefined),
            breach("a wildcard", "spec.rules[0].host", "*.example.com"),
            breach("a default backend", "spec.defaultBackend", { service: { name: "web" } }),
            breach("a default backend of old", "spec.backend", { serviceName: "web" }),
        ],
    },
    {
        rule: "ingress-snippet",
        resource: ingress,
        breaches: [
            "nginx.ingress.kubernetes.io/configuration-snippet",
            "nginx.ingress.kubernetes.io/server-alias",
            "nginx.org/server-snippets",
        ].map((name) => breach(name, `metadata.annotations["${name}"]`, "deny all;")),
    },
    {
        rule: "ingress-snippet",
        resource: release,
        breaches: [breach("a chart that allows them", "values.controller.allowSnippetAnnotations", true)],
        accepted: [breach("a chart that does not", "values.controller.allowSnippetAnnotations", false)],
    },
    {
        rule: "ingress-nginx-retired",
        resource: release,
        breaches: [
            breach("the chart", "chart", "ingress-nginx"),
            breach("the chart of a registry", "chart", "oci://registry.example.com/charts/ingress-nginx"),
            breach("the repository", "repositoryOpts.repo", "https://kubernetes.github.io/ingress-nginx"),
        ],
        accepted: [breach("F5's controller", "chart", "nginx-ingress")],
    },
    {
        rule: "ingress-nginx-retired",
        resource: object("networking.k8s.io/v1", "IngressClass", { spec: { controller: "ingress.k8s.aws/alb" } }),
        breaches: [breach("the class", "spec.controller", "k8s.io/ingress-nginx")],
    },
    {
        rule: "ingress-nginx-retired",
        resource: deployment,
        breaches: [
            breach(
                "the image",
                "spec.template.spec.containers[0].image",
                "registry.k8s.io/ingress-nginx/controller:v1.15.0",
            ),
        ],
    },
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
        resource: role,
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
        rule: "rbac-secrets-read",
        resource: role,
        dependsOn: ["rules[0].apiGroups[0]", "rules[0].resources[0]", "rules[0].verbs[0]", "rules[0].verbs[1]"],
        breaches: [
            breach("a list of Secrets", "rules[0].resources[0]", "secrets", "rules[0]"),
            breach("a list of one by name, which the API server does not limit", "rules[0]", {
                apiGroups: [""],
                resources: ["secrets"],
                resourceNames: ["db"],
                verbs: ["list"],
            }),
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
        ],
    },
    {
        rule: "system-priority-class",
        // A kind that the API server of the tests does not serve: its namespaces are others.
        resource: object("apps.kruise.io/v1alpha1", "CloneSet", {
            metadata: { name: "agent", namespace: "kube-system" },
            spec: { template: { spec: { priorityClassName: "system-node-critical" } } },
        }),
        dependsOn: ["spec.template.spec.priorityClassName"],
        breaches: [
            breach("another namespace", "metadata.namespace", "shop", "spec.template.spec.priorityClassName"),
            breach("no namespace", "metadata.namespace", undefined, "spec.template.spec.priorityClassName"),
        ],
        accepted: [breach("a namespace that is not known", "metadata.namespace", UNKNOWN)],
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
        rule: "namespace-pod-security",
        resource: object("v1", "Namespace", {
            metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
        }),
        breaches: [
            breach("no level", "metadata.labels", undefined, 'metadata.labels["pod-security.kubernetes.io/enforce"]'),
            breach("the privileged level", 'metadata.labels["pod-security.kubernetes.io/enforce"]', "privileged"),
            breach("a level that is none", 'metadata.labels["pod-security.kubernetes.io/enforce"]', "strict"),
            ...["1.36", "v1", "newest"].map((version) =>
                breach(
                    `${version}, which is no version`,
                    'metadata.labels["pod-security.kubernetes.io/enforce-version"]',
                    version,
                ),
            ),
        ],
    },
    {
        rule: "storage-class-encrypted",
        resource: storageClass,
        dependsOn: ["provisioner"],
        breaches: [
            breach("nothing", "parameters.encrypted", undefined),
            breach("false", "parameters.encrypted", "false"),
            breach("a boolean, which the API server refuses", "parameters.encrypted", true),
        ],
        accepted: [breach("another provisioner", "provisioner", "efs.csi.aws.com")],
    },
    {
        rule: "storage-class-type",
        resource: storageClass,
        dependsOn: ["provisioner"],
        breaches: ["gp2", "io1", "standard"].map((type) => breach(type, "parameters.type", type)),
        accepted: [breach("nothing, which means gp3", "parameters.type", undefined)],
    },
    {
        rule: "storage-class-type",
        resource: { ...storageClass, props: { ...storageClass.props, provisioner: "kubernetes.io/aws-ebs" } },
        dependsOn: ["provisioner"],
        breaches: [breach("nothing, which means gp2 in tree", "parameters.type", undefined)],
    },
    {
        rule: "storage-class-key",
        resource: storageClass,
        dependsOn: ["provisioner"],
        breaches: [breach("nothing", "parameters.kmsKeyId", undefined)],
        accepted: [breach("another provisioner", "provisioner", "efs.csi.aws.com")],
    },
    {
        rule: "efs-in-transit",
        resource: object("storage.k8s.io/v1", "StorageClass", {
            provisioner: "efs.csi.aws.com",
            parameters: { provisioningMode: "efs-ap", fileSystemId: "fs-1", directoryPerms: "700" },
        }),
        dependsOn: ["provisioner"],
        breaches: [
            breach("encryption switched off", "parameters.encryptInTransit", "false"),
            breach("no access points", "parameters.provisioningMode", undefined),
        ],
    },
    {
        rule: "efs-in-transit",
        resource: object("v1", "PersistentVolume", {
            spec: { csi: { driver: "efs.csi.aws.com", volumeHandle: "fs-1" } },
        }),
        dependsOn: ["spec.csi.driver"],
        breaches: [breach("encryption switched off", "spec.csi.volumeAttributes.encryptInTransit", "false")],
    },
    {
        rule: "helm-chart-pinned",
        resource: release,
        dependsOn: ["chart"],
        breaches: [
            breach("no version", "version", undefined),
            breach("a range", "version", "^3.13.0"),
            breach("half a version", "version", "3.13"),
        ],
    },
    {
        rule: "helm-repository",
        config: { allowedRepositories: ["https://kubernetes-sigs.github.io", "oci://public.ecr.aws/"] },
        resource: release,
        dependsOn: ["chart", "repositoryOpts.repo"],
        breaches: [
            breach("another repository", "repositoryOpts.repo", "https://charts.example.com"),
            breach("a look-alike", "repositoryOpts.repo", "https://kubernetes-sigs.github.io.evil.io/x"),
            breach("a chart of another registry", "chart", "oci://registry.evil.io/metrics-server"),
        ],
        accepted: [breach("a chart of the registry", "chart", "oci://public.ecr.aws/karpenter/karpenter")],
    },
    {
        rule: "helm-atomic",
        resource: release,
        breaches: [breach("not atomic", "atomic", false), breach("no clean-up", "cleanupOnFail", undefined)],
    },
    ...ACCESS_CASES,
    ...STORAGE_CASES,
    ...WORKLOAD_CASES,
];
