import { hostPathWritable } from "../../rules/pods/host-path-writable";
import { podCheck } from "../check";
import { IS_READ_ONLY } from "../host-path";

export const hostPathWritableCheck = podCheck({
    rule: hostPathWritable,
    findings: () =>
        `variables.hostPaths.filter(h, !(${IS_READ_ONLY})).map(h, strings.quote(h.path) + " of the node is mounted writable")`,
});
