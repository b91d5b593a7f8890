import { object } from "../support/resources";
import { breach, type ResourceRuleCase } from "../support/rule-case";

const cronJob = object("batch/v1", "CronJob", {
    metadata: { labels: { "app.kubernetes.io/name": "report" } },
    spec: { schedule: "0 3 * * *", startingDeadlineSeconds: 3600, concurrencyPolicy: "Forbid" },
});
/** Objects in the version that is served, and the versions that no cluster of EKS serves. */
const SERVED: readonly (readonly [version: string, kind: string, ...removed: readonly string[]])[] = [
    ["apps/v1", "Deployment", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"],
    ["networking.k8s.io/v1", "Ingress", "extensions/v1beta1", "networking.k8s.io/v1beta1"],
    ["policy/v1", "PodDisruptionBudget", "policy/v1beta1"],
    ["autoscaling/v2", "HorizontalPodAutoscaler", "autoscaling/v2beta1", "autoscaling/v2beta2"],
    ["flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "flowcontrol.apiserver.k8s.io/v1beta3"],
];

/** Breaches of the rules over API versions, schedules and labels of workloads. */
export const WORKLOAD_CASES: readonly ResourceRuleCase[] = [
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
