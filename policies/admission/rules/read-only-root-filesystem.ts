import { readOnlyRootFilesystem } from "../../rules/pods/read-only-root-filesystem";
import { ofContainer, podCheck } from "../check";

export const readOnlyRootFilesystemCheck = podCheck({
    rule: readOnlyRootFilesystem,
    findings: () =>
        `variables.regularContainers.filter(c, !c.?securityContext.?readOnlyRootFilesystem.orValue(false))` +
        `.map(c, ${ofContainer(": readOnlyRootFilesystem is not true")})`,
});
