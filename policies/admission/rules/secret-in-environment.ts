import { HARMLESS_ENDINGS, PLACEHOLDER, SECRET_TEXTS, SECRET_WORDS } from "../../model/secrets";
import { secretInEnvironment } from "../../rules/secrets/secret-in-environment";
import { celPattern, celText } from "../cel";
import { ofContainer, podCheck } from "../check";

/**
 * What a text holds wherever one of the {@link SECRET_TEXTS} is found in it. To look for these first costs a tenth of the budget
 * of the patterns, which long values would use up.
 */
const HINTS: Readonly<Record<string, readonly string[]>> = {
    "a private key": ["-----BEGIN"],
    "an AWS access key": ["AKIA", "ASIA"],
    "a GitHub token": ["gh", "pat_"],
    "a Slack token": ["xox"],
    "a JSON web token": ["eyJ"],
    "a URL with a password": ["://"],
};

export const secretInEnvironmentCheck = podCheck({
    rule: secretInEnvironment,
    findings: () => {
        const value = `e.?value.orValue("")`;
        const isSecret = `${holdsSecret(value)} || (${namesSecret('e.?name.orValue("")')} && !${value}.trim().matches(${celPattern(PLACEHOLDER)}))`;
        return (
            `variables.containers.filter(c, c.?env.orValue([]).exists(e, ${isSecret})).map(c, ${ofContainer(" has a literal secret in ")}` +
            ` + c.env.filter(e, ${isSecret}).map(e, strings.quote(e.?name.orValue(""))).join(", "))`
        );
    },
});

function holdsSecret(text: string): string {
    const found = SECRET_TEXTS.map(([what, pattern]) => {
        const mayMatch = (HINTS[what] ?? [""]).map((hint) => `${text}.contains(${celText(hint)})`).join(" || ");
        return `((${mayMatch}) && ${text}.matches(${celPattern(pattern)}))`;
    });
    return `(${found.join(" || ")})`;
}

/** Splits a name into words as the pack does, `dbPassword` and `DB_PASSWORD` alike, and looks for those of secrets. */
function namesSecret(name: string): string {
    const words = `${name}.findAll("[A-Z]*[a-z0-9]+|[A-Z]+").map(w, w.lowerAscii()).join(" ")`;
    const secret = SECRET_WORDS.map((phrase) => phrase.join(" ")).join("|");
    const harmless = [...HARMLESS_ENDINGS].join("|");
    return `[${words}].exists(w, w.matches("(^| )(${secret})( |$)") && !w.matches("(^| )(${harmless})$"))`;
}
