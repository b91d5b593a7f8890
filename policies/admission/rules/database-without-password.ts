import {
    databaseWithoutPassword,
    OPEN_ARGUMENTS,
    OPEN_VARIABLES,
    OVERRULED,
    PASSWORD_VARIABLES,
} from "../../rules/secrets/database-without-password";
import { celPattern, celText, celTexts } from "../cel";
import { ofContainer, podCheck } from "../check";

export const databaseWithoutPasswordCheck = podCheck({
    rule: databaseWithoutPassword,
    findings: () => {
        // The names first: a pod may have a thousand variables, and the budget is shared with other rules.
        const names = celTexts(OPEN_VARIABLES.map(([name]) => name));
        const values = OPEN_VARIABLES.map(
            ([name, values]) =>
                `(e.?name.orValue("") == ${celText(name)} && e.?value.orValue("").lowerAscii() in ${celTexts(values)})`,
        ).join(" || ");
        const hasPassword =
            `c.env.exists(p, p.?name.orValue("") in ${celTexts(PASSWORD_VARIABLES)} && ` +
            `(has(p.valueFrom) || p.?value.orValue("") != ""))`;
        const isOverruled = `e.?name.orValue("").matches(${celPattern(OVERRULED)}) && ${hasPassword}`;
        const variables = `e.?name.orValue("") in ${names} && (${values}) && !(${isOverruled})`;
        const lines = `[c.?command.orValue([]), c.?args.orValue([])].map(l, " " + l.join(" ") + " ")`;
        const isOpen = `${lines}.exists(l, ${OPEN_ARGUMENTS.map((one) => `l.contains(${celText(` ${one} `)})`).join(" || ")})`;
        return (
            `variables.containers.filter(c, c.?env.orValue([]).exists(e, ${variables}) || ${isOpen})` +
            `.map(c, ${ofContainer(" runs a database that asks for no password")})`
        );
    },
});
