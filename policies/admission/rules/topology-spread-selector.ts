import { topologySpreadSelector } from "../../rules/pods/topology-spread-selector";
import { podCheck } from "../check";
import { podLabelsOf, podSpecOf } from "../pod-spec";
import { selects } from "../selector";

export const topologySpreadSelectorCheck = podCheck({
    rule: topologySpreadSelector,
    reads: (object) => `[${podSpecOf(object)}, ${podLabelsOf(object)}]`,
    findings: () =>
        `variables.podSpec.?topologySpreadConstraints.orValue([]).filter(t, !(${selects("t.?labelSelector", "variables.podLabels")}))` +
        `.map(t, "the labelSelector for " + t.?topologyKey.orValue("") + " does not select the pod's own labels")`,
});
