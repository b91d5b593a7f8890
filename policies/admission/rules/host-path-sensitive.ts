import { textsOf } from "../../model/rule";
import { hostPathSensitive, READ_ONLY } from "../../rules/pods/host-path-sensitive";
import { celTexts } from "../cel";
import { hostPathCheck } from "../check";
import { asFolder, IS_READ_ONLY } from "../host-path";

export const hostPathSensitiveCheck = hostPathCheck({
    rule: hostPathSensitive,
    findings: (config) => {
        const paths = textsOf(config, "paths").map(asFolder);
        const allowed = textsOf(config, "allowedPaths");
        const [readable, writable] = [true, false].map((isReadOnly) =>
            allowed.filter((path) => path.endsWith(READ_ONLY) === isReadOnly).map((path) => path.replace(/:ro$/, "")),
        );
        const isSensitive = `${celTexts(paths)}.exists(s, s.startsWith(h.path) || h.path.startsWith(s))`;
        const permits = (folders: readonly string[] = []) =>
            `${celTexts(folders.map(asFolder))}.exists(a, h.path.startsWith(a))`;
        return paths.length === 0
            ? undefined
            : `variables.hostPaths.filter(h, ${isSensitive} && !${permits(writable)} && !(${permits(readable)} && ${IS_READ_ONLY}))` +
                  `.map(h, strings.quote(h.path) + " of the node is mounted")`;
    },
});
