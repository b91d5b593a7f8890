import { duplicateEnv } from "../../rules/pods/duplicate-env";
import { ofContainer, podCheck } from "../check";

export const duplicateEnvCheck = podCheck({
    rule: duplicateEnv,
    findings: () =>
        `variables.containers.filter(c, ${isRepeated('c.?env.orValue([]).map(e, e.?name.orValue(""))')})` +
        `.map(c, ${ofContainer(" defines an environment variable more than once")})`,
});

/** True when a text is in the list more than once. */
function isRepeated(texts: string): string {
    return `[${texts}].exists(names, names.exists(n, names.indexOf(n) != names.lastIndexOf(n)))`;
}
