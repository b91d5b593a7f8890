import { duplicateEnv } from "../../rules/pods/duplicate-env";
import { celTexts } from "../cel";
import { ofContainer, podCheck } from "../check";

export const duplicateEnvCheck = podCheck({
    rule: duplicateEnv,
    findings: () =>
        `variables.containers.filter(c, ${isRepeated('c.?env.orValue([]).map(e, e.?name.orValue(""))')})` +
        `.map(c, ${ofContainer(" defines an environment variable more than once")})`,
});

/** What names of variables usually end in. */
const ENDS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"];

/** True when a text is in the list more than once. Those are compared that end alike, which takes long lists a tenth of the time. */
function isRepeated(texts: string): string {
    const isTwiceIn = (names: string) => `${names}.exists(n, ${names}.indexOf(n) != ${names}.lastIndexOf(n))`;
    return (
        `[${texts}].exists(names, ${celTexts(ENDS)}.exists(end, [names.filter(n, n.endsWith(end))].exists(alike, ${isTwiceIn("alike")})) || ` +
        `[names.filter(n, !n.matches("[A-Z0-9_]$"))].exists(others, ${isTwiceIn("others")}))`
    );
}
