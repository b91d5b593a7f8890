import { cpuLimit } from "../../rules/pods/cpu-limit";
import { hasNone } from "../amounts";
import { ofContainer, podCheck } from "../check";

export const cpuLimitCheck = podCheck({
    rule: cpuLimit,
    findings: () =>
        `variables.regularContainers.filter(c, ${hasNone("c.?resources", "limits", "cpu")} && ${hasNone("variables.podSpec.?resources", "limits", "cpu")})` +
        `.map(c, ${ofContainer(" has no limit of cpu")})`,
});
