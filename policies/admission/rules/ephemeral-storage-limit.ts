import { ephemeralStorageLimit } from "../../rules/pods/ephemeral-storage-limit";
import { hasNone } from "../amounts";
import { ofContainer, podCheck } from "../check";

export const ephemeralStorageLimitCheck = podCheck({
    rule: ephemeralStorageLimit,
    findings: () =>
        `variables.regularContainers.filter(c, ${hasNone("c.?resources", "limits", "ephemeral-storage")})` +
        `.map(c, ${ofContainer(" has no limit of ephemeral-storage")})`,
});
