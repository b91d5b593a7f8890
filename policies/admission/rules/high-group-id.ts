import { numberOf } from "../../model/rule";
import { highGroupId } from "../../rules/pods/high-group-id";
import { celText, when } from "../cel";
import { ofContainer, podCheck } from "../check";

export const highGroupIdCheck = podCheck({
    rule: highGroupId,
    findings: (config) => {
        const minimum = numberOf(config, "minimum") ?? 1;
        const isLow = (context: string) => `[${context}.?runAsGroup.orValue(0)].exists(g, g != 0 && g < ${minimum})`;
        return (
            when(isLow("variables.podSecurity"), celText("the pod's runAsGroup is too low")) +
            ` + variables.containers.filter(c, ${isLow("c.?securityContext")})` +
            `.map(c, ${ofContainer(`: runAsGroup is lower than ${minimum}`)})`
        );
    },
});
