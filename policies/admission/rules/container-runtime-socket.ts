import { containerRuntimeSocket, SOCKETS } from "../../rules/pods/container-runtime-socket";
import { celTexts } from "../cel";
import { hostPathCheck } from "../check";
import { asFolder } from "../host-path";

export const containerRuntimeSocketCheck = hostPathCheck({
    rule: containerRuntimeSocket,
    findings: () =>
        `variables.hostPaths.filter(h, ${celTexts(SOCKETS.map(asFolder))}.exists(s, s.startsWith(h.path)))` +
        `.map(h, "the volume of " + strings.quote(h.path) + " holds the runtime's socket")`,
});
