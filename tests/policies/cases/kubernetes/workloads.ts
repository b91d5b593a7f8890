import { UNKNOWN_STRING as UNKNOWN } from "../../../../core/engine/signatures";
import { edit } from "../../support/edit";
import { object, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";
import { compliantPod } from "../../support/workloads";

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
const cronJob = object("batch/v1", "CronJob", {
    metadata: { labels: { "app.kubernetes.io/name": "report" } },
    spec: { schedule: "0 3 * * *", startingDeadlineSeconds: 3600, concurrencyPolicy: "Forbid" },
});
const job = object("batch/v1", "Job", {
    spec: {
        ttlSecondsAfterFinished: 600,
        backoffLimit: 2,
        manualSelector: true,
        selector: { matchLabels: { app: "web" } },
        template: edit(compliantPod, "spec.restartPolicy", "Never"),
    },
});
/** What the API server says of these is held against it in tests/cluster. */
const REFUSED_AMOUNTS = [-1, "0", "1", "none", "101%", "-5%", "1.5%", "", "%"];
const TAKEN_AMOUNTS = [0, 1, "0%", "50%", "100%", "007%"];
/** Objects in the version that is served, and the versions that no cluster of EKS serves. */
const SERVED: readonly (readonly [version: string, kind: string, ...removed: readonly string[]])[] = [
    ["apps/v1", "Deployment", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"],
    ["networking.k8s.io/v1", "Ingress", "extensions/v1beta1", "networking.k8s.io/v1beta1"],
    ["policy/v1", "PodDisruptionBudget", "policy/v1beta1"],
    ["autoscaling/v2", "HorizontalPodAutoscaler", "autoscaling/v2beta1", "autoscaling/v2beta2"],
    ["flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "flowcontrol.apiserver.k8s.io/v1beta3"],
];

/** Breaches of the rules over workloads that are not about their pods. */
export const WORKLOADS_CASES: readonly ResourceRuleCase[] = [
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
    ...[
        ["networking.k8s.io/v1", "NetworkPolicy", "default-deny"],
        ["v1", "ResourceQuota", "limits"],
        ["v1", "LimitRange", "limits"],
        // A Role is of use nowhere but in the namespace that it opens.
        ["rbac.authorization.k8s.io/v1", "Role", "reader"],
        // The API server ignores the namespace.
        ["rbac.authorization.k8s.io/v1", "ClusterRole", "reader"],
    ].map(
        ([apiVersion = "", kind = "", name = ""]): ResourceRuleCase => ({
            rule: "default-namespace",
            resource: object(apiVersion, kind, { metadata: { name, namespace: "default" } }),
            breaches: [],
        }),
    ),
    {
        rule: "default-namespace",
        resource: object("rbac.authorization.k8s.io/v1", "RoleBinding", {
            metadata: { name: "prometheus", namespace: "default" },
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "prometheus" },
            subjects: [{ kind: "ServiceAccount", name: "prometheus", namespace: "monitoring" }],
        }),
        dependsOn: ["metadata.namespace"],
        breaches: [
            breach("an account of its own", "subjects[0].namespace", "default", "metadata.namespace"),
            breach("nobody", "subjects", [], "metadata.namespace"),
        ],
        accepted: [
            breach("an account whose namespace is not known", "subjects[0].namespace", UNKNOWN),
            breach("accounts that are not known", "subjects", UNKNOWN),
        ],
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
            breach("no selector (case 226)", "spec.selector", undefined),
            breach("an empty selector", "spec.selector", {}),
            breach("an empty map of labels", "spec.selector", { matchLabels: {} }),
        ],
    },
    {
        rule: "selector-mismatch",
        // The version is gone, too.
        also: ["removed-api"],
        skipsPatches: true,
        resource: object("apps/v1beta1", "Deployment", {
            spec: { selector: { matchLabels: { app: "web" } }, template: compliantPod },
        }),
        dependsOn: ["spec.selector.matchLabels.app", "spec.template.metadata.labels.app"],
        breaches: [
            breach(
                "another label in a version that fills the selector in",
                "spec.selector.matchLabels.app",
                "api",
                "spec.selector",
            ),
            breach(
                "neither selector nor labels in a version that fills the selector in",
                "spec",
                { template: { spec: edit(compliantPod, "spec.topologySpreadConstraints", undefined).spec } },
                "spec.selector",
            ),
        ],
        accepted: [breach("no selector in a version that fills it in", "spec.selector", undefined)],
    },
    {
        rule: "selector-mismatch",
        skipsPatches: true,
        resource: object("v1", "ReplicationController", {
            spec: { selector: { app: "web" }, template: compliantPod },
        }),
        dependsOn: ["spec.selector.app", "spec.template.metadata.labels.app"],
        breaches: [
            breach("another label of a ReplicationController", "spec.selector.app", "api", "spec.selector"),
            breach(
                "neither selector nor labels",
                "spec",
                { template: { spec: edit(compliantPod, "spec.topologySpreadConstraints", undefined).spec } },
                "spec.selector",
            ),
        ],
        accepted: [
            breach("no selector of a ReplicationController", "spec.selector", undefined),
            breach("an empty one", "spec.selector", {}),
        ],
    },
    {
        rule: "selector-mismatch",
        skipsPatches: true,
        resource: job,
        dependsOn: ["spec.manualSelector", "spec.selector.matchLabels.app", "spec.template.metadata.labels.app"],
        breaches: [
            breach("another label of a Job", "spec.selector.matchLabels.app", "api", "spec.selector"),
            breach("a selector that the Job makes", "spec.manualSelector", undefined, "spec.selector"),
            breach("no selector, and none made", "spec.selector", undefined),
        ],
        accepted: [
            breach("an empty selector of a Job", "spec.selector", {}),
            breach("the selector that a Job has made", "", {
                ...job.props,
                metadata: { name: "web", namespace: "shop", uid: "6d2f4a4e" },
                spec: { selector: { matchLabels: { "batch.kubernetes.io/controller-uid": "6d2f4a4e" } }, template: {} },
                status: {},
            }),
        ],
    },
    {
        rule: "selector-mismatch",
        skipsPatches: true,
        resource: cronJob,
        breaches: [
            breach("a selector of a CronJob", "spec.jobTemplate.spec.selector", { matchLabels: { app: "web" } }),
            breach("Jobs that make no selector", "spec.jobTemplate.spec.manualSelector", true),
        ],
    },
    {
        rule: "disruption-budget-amount",
        resource: object("policy/v1", "PodDisruptionBudget", {
            spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
        }),
        breaches: [
            ...REFUSED_AMOUNTS.map((amount) => breach(JSON.stringify(amount), "spec.maxUnavailable", amount)),
            ...REFUSED_AMOUNTS.map((amount) =>
                breach(
                    `${JSON.stringify(amount)} as minAvailable`,
                    "spec",
                    { minAvailable: amount, selector: { matchLabels: { app: "web" } } },
                    "spec.minAvailable",
                ),
            ),
            breach("both", "spec.minAvailable", 1, "spec.maxUnavailable"),
        ],
        accepted: TAKEN_AMOUNTS.map((amount) => breach(JSON.stringify(amount), "spec.maxUnavailable", amount)),
    },
    ...[
        ["apps/v1", "Pod", "apiVersion"],
        ["batch/v1", "Deployment", "apiVersion"],
        ["v1", "Deployment", "apiVersion"],
        ["discovery.k8s.io/v2", "EndpointSlice", "apiVersion"],
        ["networking.k8s.io/v1beta1", "NetworkPolicy", "apiVersion"],
        ["rbac.authorization.k8s.io/v1", "Secret", "apiVersion"],
        ["apps/v1", "deployment", "kind"],
        ["v1", "Pods", "kind"],
    ].map(
        ([apiVersion = "", kind = "", at = ""]): ResourceRuleCase => ({
            rule: "unknown-kind",
            resource: object("v1", "ConfigMap", {}),
            skipsPatches: true,
            breaches: [breach(`${kind} in ${apiVersion}`, "", { ...object(apiVersion, kind, {}).props }, at)],
        }),
    ),
    ...[
        ["v1", "Config"],
        ["v1", "Policy"],
        ["v1", "EncryptionConfig"],
        ["apiserver.config.k8s.io/v1", "EncryptionConfiguration"],
        ["kubelet.config.k8s.io/v1beta1", "KubeletConfiguration"],
        ["kubescheduler.config.k8s.io/v1", "KubeSchedulerConfiguration"],
        ["audit.k8s.io/v1", "Policy"],
    ].map(
        ([apiVersion = "", kind = ""]): ResourceRuleCase => ({
            rule: "unknown-kind",
            resource: object("v1", "ConfigMap", {}),
            breaches: [],
            accepted: [breach(`the file ${kind} of ${apiVersion}`, "", { apiVersion, kind })],
        }),
    ),
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
        rule: "job-lifetime",
        resource: object("batch/v1", "Job", {
            metadata: { annotations: { "pulumi.com/replaceUnready": "true" } },
            spec: { backoffLimit: 2 },
        }),
        dependsOn: ["metadata.annotations"],
        breaches: [
            breach(
                "no lifetime where Pulumi does not replace it",
                "metadata.annotations",
                {},
                "spec.ttlSecondsAfterFinished",
            ),
            breach(
                "no lifetime where Pulumi is told not to replace it",
                'metadata.annotations["pulumi.com/replaceUnready"]',
                "false",
                "spec.ttlSecondsAfterFinished",
            ),
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
    ...SERVED.map(([version, kind, ...removed]) => ({
        rule: "removed-api",
        resource: object(version, kind, { spec: {} }),
        breaches: removed.map((old) => breach(old, "apiVersion", old)),
    })),
    {
        rule: "removed-api",
        resource: object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", { spec: {} }),
        breaches: [],
        accepted: [breach("a beta version that is served", "apiVersion", "admissionregistration.k8s.io/v1beta1")],
    },
    {
        rule: "alpha-api",
        resource: object("storage.k8s.io/v1", "VolumeAttributesClass", { driverName: "ebs.csi.aws.com" }),
        breaches: [breach("an alpha version", "apiVersion", "storage.k8s.io/v1alpha1")],
        accepted: [breach("a beta version", "apiVersion", "storage.k8s.io/v1beta1")],
    },
    {
        rule: "alpha-api",
        resource: object("karpenter.sh/v1", "NodePool", { spec: {} }),
        breaches: [],
        accepted: [breach("an alpha version of a custom resource", "apiVersion", "karpenter.sh/v1alpha1")],
    },
    ...["Endpoints", "ComponentStatus"].map((kind) => ({
        rule: "deprecated-api",
        resource: object("v1", "Service", { spec: {} }),
        breaches: [breach(kind, "kind", kind)],
    })),
    {
        rule: "cron-job-deadline",
        resource: cronJob,
        breaches: [
            breach("no deadline", "spec.startingDeadlineSeconds", undefined),
            breach("one that the controller misses", "spec.startingDeadlineSeconds", 5),
        ],
    },
    {
        rule: "cron-job-concurrency",
        resource: cronJob,
        breaches: [
            breach("nothing, which means any number", "spec.concurrencyPolicy", undefined),
            breach("Allow", "spec.concurrencyPolicy", "Allow"),
        ],
        accepted: [breach("Replace", "spec.concurrencyPolicy", "Replace")],
    },
    {
        rule: "standard-labels",
        resource: cronJob,
        breaches: [
            breach("no labels", "metadata.labels", undefined, 'metadata.labels["app.kubernetes.io/name"]'),
            breach("an empty label", 'metadata.labels["app.kubernetes.io/name"]', ""),
        ],
    },
    {
        rule: "toleration-all",
        resource: object("apps/v1", "DaemonSet", { spec: { template: { spec: { tolerations: [] } } } }),
        breaches: [],
        accepted: [breach("an agent of nodes", "spec.template.spec.tolerations[0]", { operator: "Exists" })],
    },
];
