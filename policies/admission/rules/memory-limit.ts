import { memoryLimit } from "../../rules/pods/memory-limit";
import { hasNone } from "../amounts";
import { ofContainer, podCheck } from "../check";

export const memoryLimitCheck = podCheck({
    rule: memoryLimit,
    findings: () =>
        `variables.regularContainers.filter(c, ${hasNone("c.?resources", "limits", "memory")} && ${hasNone("variables.podSpec.?resources", "limits", "memory")})` +
        `.map(c, ${ofContainer(" has no memory limit")})`,
});
