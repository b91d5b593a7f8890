import { HELM_RELEASE } from "../../../core/engine/kubernetes-object";
import { finding, typeRule } from "../../model/rule";

/** @see https://helm.sh/docs/chart_best_practices/custom_resource_definitions/ */
export const helmSkipCrds = typeRule({
    id: "helm-skip-crds",
    title: "Helm releases install the kinds that their objects are of.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "With skipCrds the release fails on a new cluster, or keeps the definitions of an older chart.",
    fix: "Leave skipCrds out, or disable this rule where the program manages the definitions itself.",
    sources: [],
    types: [HELM_RELEASE],
    *check({ props }) {
        const skip = props.key("skipCrds");
        if (skip.outside(undefined, false)) {
            yield finding(skip, `skipCrds is ${skip}; allowed: false`);
        }
    },
});
