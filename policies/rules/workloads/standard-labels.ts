import { finding, kindRule, textsOf } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const standardLabels = kindRule({
    id: "standard-labels",
    title: "Workloads have the recommended labels of Kubernetes.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "Dashboards, cost reports and people find the parts of an application by these labels.",
    fix: "Set the labels in metadata.labels.",
    sources: ["kyverno require-labels", "Pulumi kubernetes-recommended-labels", "C-0076"],
    config: {
        labels: {
            description: "Labels that a workload must have.",
            type: "array",
            items: { type: "string" },
            default: ["app.kubernetes.io/name"],
        },
    },
    kinds: ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "batch/CronJob"],
    *check({ props }, { config }) {
        const labels = props.at("metadata.labels");
        for (const label of textsOf(config, "labels").map((name) => labels.key(name))) {
            if (label.absent || label.text === "") {
                yield finding(label, "the label is not set");
            }
        }
    },
});
