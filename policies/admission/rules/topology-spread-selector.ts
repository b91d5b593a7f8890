import { topologySpreadSelector } from "../../rules/pods/topology-spread-selector";
import { podCheck } from "../check";
import { selects } from "../selector";

export const topologySpreadSelectorCheck = podCheck({
    rule: topologySpreadSelector,
    findings: () =>
        `variables.podSpec.?topologySpreadConstraints.orValue([]).filter(t, !(${selects("t.?labelSelector", "variables.podLabels")}))` +
        `.map(t, "the labelSelector for " + t.?topologyKey.orValue("") + " does not select the pod's own labels")`,
});
