import { ephemeralStorageLimit } from "../../rules/pods/ephemeral-storage-limit";
import { ofContainer, podCheck } from "../check";

export const ephemeralStorageLimitCheck = podCheck({
    rule: ephemeralStorageLimit,
    findings: () =>
        `variables.regularContainers.filter(c, !c.?resources.?limits[?"ephemeral-storage"].hasValue() && ` +
        `!variables.podSpec.?resources.?limits[?"ephemeral-storage"].hasValue()).map(c, ${ofContainer(" has no limit of ephemeral-storage")})`,
});
