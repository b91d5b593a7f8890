import { finding, kindRule } from "../../model/rule";
import { selects } from "../../model/selector";

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector */
export const selectorMismatch = kindRule({
    id: "selector-mismatch",
    title: "A workload's selector selects the pods of its own template.",
    severity: "high",
    category: "reliability",
    level: "mandatory",
    rationale: "The API server refuses such a workload, after the update has begun.",
    fix: "Give the template the labels that spec.selector asks for.",
    sources: ["kube-linter mismatching-selector", "kube-score"],
    kinds: ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet"],
    *check({ props, isPatch }) {
        const selector = props.at("spec.selector");
        if (!isPatch && selects(selector, props.at("spec.template.metadata.labels")) === "no") {
            yield finding(selector, "spec.selector does not select the labels of spec.template");
        }
    },
});
