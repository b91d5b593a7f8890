import { CONTROL_PLANE_LABELS, controlPlanePlacement } from "../../rules/pods/control-plane-placement";
import { celTexts } from "../cel";
import { podCheck } from "../check";

const LABELS = celTexts(CONTROL_PLANE_LABELS);

export const controlPlanePlacementCheck = podCheck({
    rule: controlPlanePlacement,
    findings: () =>
        `${LABELS}.filter(l, variables.podSpec.?tolerations.orValue([]).exists(t, t.?key.orValue("") == l))` +
        `.map(l, "the pod tolerates the taint " + l) + ` +
        `${LABELS}.filter(l, l in variables.podSpec.?nodeSelector.orValue({}))` +
        `.map(l, "the pod selects nodes by " + l)`,
});
