import { HARMLESS_ENDINGS, PLACEHOLDER, SECRET_TEXTS, SECRET_WORDS } from "../../model/secrets";
import { secretInEnvironment } from "../../rules/secrets/secret-in-environment";
import { celPattern } from "../cel";
import { ofContainer, podCheck } from "../check";

export const secretInEnvironmentCheck = podCheck({
    rule: secretInEnvironment,
    findings: () => {
        const value = `e.?value.orValue("").trim()`;
        const isSecret = `${holdsSecret(value)} || (${namesSecret('e.?name.orValue("")')} && !${value}.matches(${celPattern(PLACEHOLDER)}))`;
        return (
            `variables.containers.filter(c, c.?env.orValue([]).exists(e, ${isSecret})).map(c, ${ofContainer(" has a literal secret in ")}` +
            ` + c.env.filter(e, ${isSecret}).map(e, strings.quote(e.?name.orValue(""))).join(", "))`
        );
    },
});

function holdsSecret(text: string): string {
    return `(${SECRET_TEXTS.map(([, pattern]) => `${text}.matches(${celPattern(pattern)})`).join(" || ")})`;
}

/** Splits a name into words as the pack does, `dbPassword` and `DB_PASSWORD` alike, and looks for those of secrets. */
function namesSecret(name: string): string {
    const words = `${name}.findAll("[A-Z]*[a-z0-9]+|[A-Z]+").map(w, w.lowerAscii()).join(" ")`;
    const secret = SECRET_WORDS.map((phrase) => phrase.join(" ")).join("|");
    const harmless = [...HARMLESS_ENDINGS].join("|");
    return `[${words}].exists(w, w.matches("(^| )(${secret})( |$)") && !w.matches("(^| )(${harmless})$"))`;
}
