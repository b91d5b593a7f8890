import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/configuration/overview/ */
export const barePod = kindRule({
    id: "bare-pod",
    title: "Pods belong to a workload that replaces them.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "Nobody starts a bare pod again when its node goes away.",
    fix: "Use a Deployment, a StatefulSet, a DaemonSet or a Job; hooks and tests of Helm are exempt.",
    sources: ["kyverno prevent-bare-pods", "C-0073"],
    kinds: ["Pod"],
    *check({ props, isPatch }) {
        const isHook = props.at("metadata.annotations").key("helm.sh/hook").isStated;
        if (!isPatch && !isHook && props.at("metadata.ownerReferences").items.length === 0) {
            yield finding(props.key("kind"), "the pod has no owner");
        }
    },
});
