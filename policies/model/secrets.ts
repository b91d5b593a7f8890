/** Names that hold a secret, as patterns of words in the order in which they must follow each other. */
export const SECRET_WORDS: readonly (readonly string[])[] = [
    ["[a-z0-9]*password"],
    ["passwd"],
    ["pass"],
    ["pwd"],
    ["passphrase"],
    ["secret"],
    ["token"],
    ["credential"],
    ["credentials"],
    ["apikey"],
    ["api", "key"],
    ["private", "key"],
    ["access", "key"],
    ["encryption", "key"],
    ["signing", "key"],
    ["account", "key"],
];

const SECRET_NAME = new RegExp(`(^| )(${SECRET_WORDS.map((words) => words.join(" ")).join("|")})( |$)`);

/** Last words that make a name say where a secret is, or what it is like, and not what it is. */
export const HARMLESS_ENDINGS = new Set(
    (
        "file path dir directory name url uri endpoint host arn id ttl expiry expiration lifetime duration timeout seconds " +
        "minutes hours days enabled disabled required type kind algorithm length size count policy mode header ref reference " +
        "issuer audience provider source version rotation interval through"
    ).split(" "),
);

/** Texts that are credentials whatever they are called. */
export const SECRET_TEXTS: readonly (readonly [what: string, pattern: RegExp])[] = [
    ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
    ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
    ["a GitHub token", /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{22,}\b/],
    ["a Slack token", /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
    ["a JSON web token", /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/],
    ["a URL with a password", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@$]+:[^\s/@$({<]+@/i],
];

/**
 * Why a named text looks like a secret, in words that do not give it away.
 *
 * @returns `undefined` when it does not
 */
export function secretIn(name: string, text: string): string | undefined {
    const value = text.trim();
    const found = SECRET_TEXTS.find(([, pattern]) => pattern.test(value));
    if (found !== undefined) {
        return `holds ${found[0]}`;
    }
    return namesSecret(name) && !PLACEHOLDER.test(value) ? "is named like a secret and holds a literal" : undefined;
}

/** The first secret in a configuration file's `name: value` and `name=value` lines. */
export function secretInFile(text: string): string | undefined {
    for (const line of text.split(/\r?\n/)) {
        const match = /^\s*(?:export\s+)?["']?([\w.-]+)["']?\s*[:=]\s*["']?([^"'\s#][^"'#]*)/.exec(line);
        const reason = match?.[1] !== undefined && match[2] !== undefined ? secretIn(match[1], match[2]) : undefined;
        if (reason !== undefined) {
            return `has a line whose key ${reason}`;
        }
    }
    return undefined;
}

function namesSecret(name: string): boolean {
    const words = name
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== "");
    return !HARMLESS_ENDINGS.has(words.at(-1) ?? "") && SECRET_NAME.test(words.join(" "));
}

/** Empty, switched on or off, or filled in from elsewhere: `$(DB_PASSWORD)`, `${vault:...}`, `{{ .Values.x }}`, `<secret>`. */
export const PLACEHOLDER = /^(|true|false|null|none|\$\(.*\)|\$\{.*\}|\$\w+|\{\{.*\}\}|<.*>|\*+)$/i;
