import { rootGroup } from "../../rules/pods/root-group";
import { celText, when } from "../cel";
import { ofContainer, podCheck } from "../check";

export const rootGroupCheck = podCheck({
    rule: rootGroup,
    findings: () =>
        `["runAsGroup", "fsGroup"].filter(f, variables.podSecurity[?f].orValue(1) == 0).map(f, "the pod's " + f + " is 0") + ` +
        when("0 in variables.podSecurity.?supplementalGroups.orValue([])", celText("supplementalGroups has 0")) +
        ` + variables.containers.filter(c, c.?securityContext.?runAsGroup.orValue(1) == 0)` +
        `.map(c, ${ofContainer(": runAsGroup is 0")})`,
});
