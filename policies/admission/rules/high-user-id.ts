import { numberOf } from "../../model/rule";
import { highUserId } from "../../rules/pods/high-user-id";
import { celText, when } from "../cel";
import { ofContainer, podCheck } from "../check";

export const highUserIdCheck = podCheck({
    rule: highUserId,
    findings: (config) => {
        const minimum = numberOf(config, "minimum") ?? 1;
        const isLow = (context: string) => `[${context}.?runAsUser.orValue(0)].exists(u, u != 0 && u < ${minimum})`;
        return (
            when(isLow("variables.podSecurity"), celText("the pod's runAsUser is too low")) +
            ` + variables.containers.filter(c, ${isLow("c.?securityContext")})` +
            `.map(c, ${ofContainer(`: runAsUser is lower than ${minimum}`)})`
        );
    },
});
