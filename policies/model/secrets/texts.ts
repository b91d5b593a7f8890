import {
    AUTHORIZATION_NAME,
    MAY_BE_OBJECT_NAME,
    namesSecret,
    OBJECT_NAME,
    SECRET_AT_END,
    SWITCH_NAME,
    wordsOf,
} from "./names";

/** A text that is a credential whatever it is called. */
export interface SecretText {
    readonly what: string;
    readonly pattern: RegExp;
    /**
     * What a text holds wherever the pattern is found in it. To look for it first costs a tenth of what the pattern does, of which
     * the API server allows little; several patterns share one.
     */
    readonly hint: string;
}

/** Patterns that RE2 reads too, for the guard. */
export const SECRET_TEXTS: readonly SecretText[] = [
    { what: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, hint: "-----BEGIN" },
    { what: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, hint: "IA" },
    { what: "a GitHub token", pattern: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/, hint: "gh" },
    { what: "a GitHub token", pattern: /\bgithub_pat_\w{22,}\b/, hint: "pat" },
    { what: "a GitLab token", pattern: /\bglpat-[\w-]{20,}/, hint: "pat" },
    { what: "a Slack token", pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/, hint: "xox" },
    {
        what: "a Slack token",
        pattern: /:\/\/hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/,
        hint: "://",
    },
    { what: "a JSON web token", pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, hint: "eyJ" },
    {
        // Not `USER:PASSWORD@` and `%s:%s@`, which stand for others.
        what: "a URL with a password",
        pattern: /\b[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^\s/:@$]*:[A-Z_]*[^A-Z_\s/@$({<*%[][^\s/@$({<]*@/,
        hint: "://",
    },
    {
        what: "a connection string with a password",
        pattern: /;\s*(?:password|pwd|accountkey|sharedaccesskey)\s*=\s*[^;\s$<{%*]{4,}/i,
        hint: ";",
    },
    {
        what: "a login with a password",
        pattern: /LoginModule\s+required[^;]*\spassword=\\?"[^"$<{*\\]+[^;]*;/,
        hint: ";",
    },
    {
        what: "a token of an Authorization header",
        pattern:
            /[Aa]uthorization["']?\s*[:=]\s*["']?(?:[Bb]earer|[Bb]asic|[Tt]oken)(?: |%20)[\w+/.~-]*(?:[0-9]|[a-z][A-Z])[\w+/.~=-]{3,}/,
        hint: "uthoriz",
    },
];

/** What an Authorization header says with a token or password in it, and not `Basic authentication` or `Bearer $TOKEN`. */
export const CREDENTIALS = /^(?:[Bb]earer|[Bb]asic|[Tt]oken) [\w+/.~-]*(?:[0-9]|[a-z][A-Z])[\w+/.~=-]{3,}$/;

/** The longest text that is looked at for a {@link PLACEHOLDER}; those that hold more say so otherwise. */
export const MAX_PLACEHOLDER = 256;

/**
 * Texts that are no secret by themselves: empty, a switch, filled in from elsewhere, a reference to where the secret is, or
 * written for a reader to replace.
 */
export const PLACEHOLDER = new RegExp(
    `^(${[
        "|true|false|yes|no|on|off|t|f|y|n|enabled|disabled|required|optional|always|never|auto|null|nil|none|undefined|~",
        // $(DB_PASSWORD), ${vault:...}, $NAME, Argo CD's $secret:key, $1, {{ .Values.x }}, <secret>, __NAME__, %NAME%, @NAME@, ((name))
        String.raw`\$\(.*|\$(__\w+)?\{.*\}|\$\$?[a-z_][\w.-]*(:[\w.-]+)?|\$\d|\{\{.*\}\}|<.*>|__[\w.-]+__|%{1,2}[\w.-]+%{1,2}|%\(.*\)s?|%\{.*\}|@{1,2}[\w.-]+@{1,2}`,
        String.raw`##[\w.-]+##|~[\w.-]+~|--[\w.-]+--|\[\[.*\]\]|\(\(.*\)\)|\$\[.*\]`,
        // {"default": "$(API_KEY)"}
        String.raw`\{\s*("[\w.-]+"\s*:\s*"\$[({]\w+[)}]"\s*,?\s*)+\}`,
        String.raw`#\{.*\}#?|\[(your|insert|replace|enter|redacted|password|token)[a-z _-]*\]|\*+|x{3,}|\.{3,}|-+`,
        "your[-_. ].*|replace[-_ ]?(me|this|with).*|insert[-_ ].*|redacted|todo|tbd|fixme|([a-z]+[-_])*placeholder",
        // Where it is, or what only its owner can open
        String.raw`[a-z][a-z0-9+.-]*://.*|(\.{1,2}|~)/.*|/(etc|var|run|opt|home|root|mnt|tmp|usr|srv|data|vault|secrets?|config|app|certs?|keys?|dev)/.*`,
        String.raw`(file|env|vault|secret|ref\+\w+):.*|arn:aws[\w-]*:(secretsmanager|ssm):.*|projects/[^/]+/secrets/.*|enc\[.*\]|enc\(.*\)|\{cipher\}.*`,
    ].join("|")})$`,
    "i",
);

/** What a reader is to replace, as he would write the name of a variable: `SECRET`, `DB_PASSWORD`. */
export const NAME_IN_CAPITALS = /^([A-Z]+_)*(PASSWORD|PASS|SECRET|TOKEN|KEY|CREDENTIALS)$/;

/** A number that a switch or a quantity may be. */
export const SMALL_NUMBER = /^\d{1,6}$/;

/** A name of a Kubernetes object that people choose: words, and numbers of their own. */
export const OBJECT_REFERENCE = /^[a-z]+([-./]([a-z]+\d?|v?\d{1,4}))*$/;

/** What people call Secrets, with or without their namespace, where `secret` may be the name of one or its text. */
export const OBJECT_ENDING = /^([a-z-]+-(creds?|credentials|secrets|tls|certs?|ca)|regcred|[a-z-]+\/[a-z][a-z.-]*)$/;

/**
 * Why a named text looks like a secret, in words that do not give it away.
 *
 * @returns `undefined` when it does not
 */
export function secretIn(name: string, text: string): string | undefined {
    return credentialIn(name, text) ?? (isNamedLiteral(name, text) ? NAMED_LITERAL : undefined);
}

export const NAMED_LITERAL = "is named like a secret and holds a literal";

/** Why a text is a credential by its form, in whatever variable or in a header. */
export function credentialIn(name: string, text: string): string | undefined {
    const value = text.trim();
    const found = SECRET_TEXTS.find(({ pattern, hint }) => value.includes(hint) && pattern.test(value));
    if (found !== undefined) {
        return `holds ${found.what}`;
    }
    const isHeader = CREDENTIALS.test(value) && AUTHORIZATION_NAME.test(wordsOf(name));
    return isHeader ? "holds a token or password" : undefined;
}

/**
 * True for a text under a name that speaks of a secret: one that is filled in from elsewhere, switches something or names an
 * object is none.
 *
 * @param parent name of what holds the text, where that says more. @default none
 */
export function isNamedLiteral(name: string, text: string, parent = ""): boolean {
    if (!namesSecret(name)) {
        return false;
    }
    const value = text.trim();
    const words = wordsOf(`${parent} ${name}`);
    const isPlaceholder = value.length <= MAX_PLACEHOLDER && (PLACEHOLDER.test(value) || NAME_IN_CAPITALS.test(value));
    const isSwitch = SMALL_NUMBER.test(value) && (SWITCH_NAME.test(words) || !SECRET_AT_END.test(words));
    const isObject =
        (OBJECT_REFERENCE.test(value) && OBJECT_NAME.test(words)) ||
        (OBJECT_ENDING.test(value) && MAY_BE_OBJECT_NAME.test(words));
    return !isPlaceholder && !isSwitch && !isObject;
}
