import { memoryLimit } from "../../rules/pods/memory-limit";
import { ofContainer, podCheck } from "../check";

export const memoryLimitCheck = podCheck({
    rule: memoryLimit,
    findings: () =>
        `variables.regularContainers.filter(c, !c.?resources.?limits.?memory.hasValue() && ` +
        `!variables.podSpec.?resources.?limits.?memory.hasValue()).map(c, ${ofContainer(" has no memory limit")})`,
});
