import { cpuLimit } from "../../rules/pods/cpu-limit";
import { ofContainer, podCheck } from "../check";

export const cpuLimitCheck = podCheck({
    rule: cpuLimit,
    findings: () =>
        `variables.regularContainers.filter(c, !c.?resources.?limits[?"cpu"].hasValue() && ` +
        `!variables.podSpec.?resources.?limits[?"cpu"].hasValue()).map(c, ${ofContainer(" has no limit of cpu")})`,
});
