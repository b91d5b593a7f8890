import {
    AUTHORIZATION_NAME,
    HARMLESS_NAME,
    MAY_BE_OBJECT_NAME,
    OBJECT_NAME,
    SECRET_AT_END,
    SECRET_HINT,
    SECRET_NAME,
    SWITCH_NAME,
} from "../../model/secrets/names";
import {
    CREDENTIALS,
    MAX_PLACEHOLDER,
    NAME_IN_CAPITALS,
    OBJECT_ENDING,
    OBJECT_REFERENCE,
    PLACEHOLDER,
    SECRET_TEXTS,
    SMALL_NUMBER,
} from "../../model/secrets/texts";
import { secretInEnvironment } from "../../rules/secrets/secret-in-environment";
import { celPattern, celText } from "../cel";
import { ofContainer, podCheck } from "../check";

export const secretInEnvironmentCheck = podCheck({
    rule: secretInEnvironment,
    findings: () => {
        const isSecret = `(${isCredential('e.?value.orValue("")')} || (${isNamedLiteral('e.?name.orValue("")', 'e.?value.orValue("")')} && !(${IS_ACCESS_KEY_ID})))`;
        return (
            `variables.containers.filter(c, c.?env.orValue([]).exists(e, ${isSecret})).map(c, ${ofContainer(" has a literal secret in ")}` +
            ` + c.env.filter(e, ${isSecret}).map(e, strings.quote(e.?name.orValue(""))).join(", "))`
        );
    },
});

/** An access key beside its secret key is the name of a user. */
const IS_ACCESS_KEY_ID =
    `e.?name.orValue("").endsWith("ACCESS_KEY") && !e.name.endsWith("SECRET_ACCESS_KEY") && ` +
    `c.env.exists(o, o.?name.orValue("") in ["SECRET_KEY", "SECRET_ACCESS_KEY"].map(k, e.name.replace("ACCESS_KEY", k)))`;

/** Each hint is looked for once. */
function isCredential(text: string): string {
    return [...new Set(SECRET_TEXTS.map(({ hint }) => hint))]
        .map((hint) => {
            const patterns = SECRET_TEXTS.filter((secret) => secret.hint === hint);
            const isFound = patterns.map(({ pattern }) => `${text}.matches(${celPattern(pattern)})`).join(" || ");
            return `(${text}.contains(${celText(hint)}) && (${isFound}))`;
        })
        .join(" || ");
}

/** Splits a name into words as the pack does, `dbPassword` and `DB_PASSWORD` alike, and looks for those of secrets. */
function isNamedLiteral(name: string, text: string): string {
    const words = `${name}.findAll("[A-Z]*[a-z0-9]+|[A-Z]+").map(w, w.lowerAscii()).join(" ")`;
    const value = `${text}.trim()`;
    const isNoSecret = [
        `(${value}.size() <= ${MAX_PLACEHOLDER} && (${value}.matches(${celPattern(PLACEHOLDER)}) || ${value}.matches(${celPattern(NAME_IN_CAPITALS)})))`,
        `(${value}.matches(${celPattern(SMALL_NUMBER)}) && (w.matches(${celPattern(SWITCH_NAME)}) || !w.matches(${celPattern(SECRET_AT_END)})))`,
        `(w.matches(${celPattern(OBJECT_NAME)}) && ${value}.matches(${celPattern(OBJECT_REFERENCE)}))`,
        `(w.matches(${celPattern(MAY_BE_OBJECT_NAME)}) && ${value}.matches(${celPattern(OBJECT_ENDING)}))`,
    ].join(" || ");
    const isNamed = `w.matches(${celPattern(SECRET_NAME)}) && !w.matches(${celPattern(HARMLESS_NAME)})`;
    const isHeader = `w.matches(${celPattern(AUTHORIZATION_NAME)}) && ${value}.matches(${celPattern(CREDENTIALS)})`;
    return `[${words}].exists(w, w.matches(${celPattern(SECRET_HINT)}) && ((${isNamed} && !(${isNoSecret})) || (${isHeader})))`;
}
