import { parseDocument, visit } from "yaml";
import { first } from "./first";
import { accessKeyIds, wordsOf } from "./names";
import { credentialIn, isNamedLiteral, NAMED_LITERAL } from "./texts";

/** Files of programs and pages, in which a text without quotes is code. */
const PROGRAM = new RegExp(
    `\\.(${[
        "[cm]?[jt]s|[jt]sx|js\\.map|vue|svelte|coffee|wasm|x?html?|jspx?|aspx?|css|scss|sass|less",
        "py|rb|erb|go|java|kts?|scala|clj|php|phtml|twig|lua|groovy|pl|pm|swift|dart|exs?|erl|r|rego|star|cel|cs|fs|vb|rs|[ch]|cc|cpp|hpp",
        "sql|graphql|gql|(go)?te?mpl|gohtml|tpl|j2|jinja2?|ejs|hbs|handlebars|mustache|liquid|ftl|pug|haml|slim|mdx",
    ].join("|")})$`,
    "i",
);

/** Files whose name says how they are written: what is in them is judged, and not their own name. */
const FILE =
    /\.(ya?ml|json|toml|xml|ini|conf|cfg|config|properties|env|sh|bash|zsh|ps1|bat|cmd|tf|tfvars|hcl|md|rst|adoc|svg|proto|csv|tsv|log)$/i;

/** Larger files are read by lines alone. */
const MAX_PARSED = 256 * 1024;

/** What a file with a secret speaks of; one without it is not read. */
const MENTION =
    /pass|pwd|pw\b|secret|token|credential|authorization|auth|pin\b|(api|private|access|encryption|signing|account|master|shared)[-_. ]?key|:\/\//i;

/** True where a key of a ConfigMap is the name of a file, and not of what is in it. */
export function isFileName(key: string): boolean {
    return PROGRAM.test(key) || FILE.test(key);
}

/** True for a text that is the whole of a secret, and no file: one line, or several without a space. */
export function isPlainText(text: string): boolean {
    const lines = text.trim().split(/\r?\n/);
    return !opensStructure(text) && (lines.length === 1 || lines.every((line) => !/\s/.test(line.trim())));
}

function opensStructure(text: string): boolean {
    return /^\s*[{[]/.test(text);
}

/**
 * The first secret in a file: in the values of its structure where it is YAML or JSON, else in its `name: value` and
 * `name=value` lines.
 *
 * @param name of the file, which tells programs from configuration. @default configuration
 */
export function secretInFile(text: string, name = ""): string | undefined {
    if (!MENTION.test(text)) {
        return undefined;
    }
    if (PROGRAM.test(name) || /^\s*</.test(text)) {
        return inMatches(text, [CODE, DEFINITION, ...ELEMENTS], isCode);
    }
    const structure = structureOf(text);
    return structure === undefined
        ? inMatches(text, [ASSIGNMENT, DIRECTIVE], isLabel)
        : inStructure(structure, "", "", new Set());
}

/** A tag of the program that reads the file: `!env_var NAME`, `!secret name`. `!unsafe` is Ansible's for a literal. */
const REFERENCE_TAG = /^!(?!(unsafe|str)$)./;

/** The map or list that a text is in YAML or JSON; none for every other text. */
function structureOf(text: string): object | undefined {
    if (text.length > MAX_PARSED || !/:\s|[[{]/.test(text)) {
        return undefined;
    }
    try {
        const document = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
        visit(document, {
            Scalar: (_, node) => {
                if (REFERENCE_TAG.test(node.tag ?? "")) {
                    node.value = null;
                }
            },
        });
        const parsed: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 });
        return typeof parsed === "object" && parsed !== null ? parsed : undefined;
    } catch {
        // Several documents, or aliases that multiply beyond measure.
        return undefined;
    }
}

/** @param seen what is read already: an alias may lead back to what holds it */
function inStructure(value: unknown, key: string, parent: string, seen: Set<object>): string | undefined {
    if (typeof value !== "object" || value === null) {
        const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
        // A text of several lines is a file within the file. A comma at the end is no part of a placeholder.
        return /\n./.test(text) || opensStructure(text)
            ? secretInFile(text)
            : inEntry(key, text.replace(/,\s*$/, ""), parent);
    }
    if (seen.has(value)) {
        return undefined;
    }
    seen.add(value);
    if (Array.isArray(value)) {
        return first(value, (item) => inStructure(item, key, parent, seen));
    }
    const entries = Object.entries(value);
    // A variable or a header: { name: DB_PASSWORD, value: ... }
    const [name, named] = ["name", "value"].map((field) => entries.find(([own]) => own === field)?.[1]);
    const pair = typeof name === "string" && typeof named === "string" ? inEntry(name, named, key) : undefined;
    const names = entries.map(([own]) => own);
    const ids = accessKeyIds(names);
    const isKey = names.some((own) => EXISTING_SECRET.test(wordsOf(own))) ? isKeyOfSecret : () => false;
    return (
        pair ??
        first(entries, ([own, child]) => inStructure(child, ids.has(own) || isKey(own, child) ? "" : own, key, seen))
    );
}

/** `name: value`, `name = value`, `export name=value`, with or without quotes. */
const ASSIGNMENT =
    /^[^\S\n]*(?:-\s+)?(?:export\s+|set\s+|ENV\s+)?["']?(?<name>[\w.-]+)["']?[^\S\n]*(?::=|=>|[:=])[^\S\n]*(?<value>.*)$/gm;

/** Redis has no mark between the two. */
const DIRECTIVE = /^[^\S\n]*(?<name>requirepass|masterauth)[^\S\n]+(?<value>\S+)[^\S\n]*$/gm;

/** An assignment in a program or page, in which a text in quotes alone is a value, and `:'name'` a variable of psql; PHP's `define("NAME", "value")`. */
const CODE =
    /(?<![\w.-])["']?(?<name>[\w.-]+)["']?(?![^\S\n]+:["'])[^\S\n]*(?::=|=>|[:=])[^\S\n]*(?<value>"[^"\n]*"|'[^'\n]*')/g;
const DEFINITION = /define\(\s*["'](?<name>\w+)["']\s*,\s*(?<value>"[^"\n]*"|'[^'\n]*')/g;

/** XML: `<password>...</password>`, and `<name>password</name><value>...</value>`. */
const ELEMENTS = [
    /<(?<name>[\w.-]+)(?:\s[^<>]*)?>(?<value>[^<>\s]+)<\//g,
    /<name>(?<name>[^<>]+)<\/name>\s*<value>(?<value>[^<>]*)<\/value>/g,
];

function inMatches(
    text: string,
    patterns: readonly RegExp[],
    isText: (name: string, value: string) => boolean,
): string | undefined {
    return first(patterns, (pattern) =>
        first([...text.matchAll(pattern)], ({ groups: { name = "", value = "" } = {} }) =>
            inEntry(name, literalOf(value), "", isText),
        ),
    );
}

/** What a line says after its name without quotes, comment and end; nothing where it opens a structure or is code. */
function literalOf(text: string): string {
    const quoted = /^(["'`])(.*?)\1/.exec(text);
    if (quoted !== null) {
        return quoted[2] ?? "";
    }
    const value = text.replace(/\s+#.*$/, "").replace(/[,;]?\s*$/, "");
    return /^([#[{|>&*!`"']|\($|<<-?["']?\w+["']?$)|\{\{/.test(value) || CALL.test(value) ? "" : value;
}

/** `getToken()`, `os.environ["TOKEN"]` and other code. */
const CALL = /^[A-Za-z_][\w.]*[([]/;

/** What stands for a value in a description of a file: its type; and words for people, which have spaces between them. */
const DESCRIPTION = /^(string|str|text|bytes|object|bool(ean)?|int(eger)?|number|float|array|any|bearer|basic)$|\s/i;

/** Under it stands where metrics of custom resources find their labels: `labelsFromPath: { secret: [status, secret] }`. */
const PATH_PARENT = /(^| )from path$/;

function inEntry(key: string, value: string, parent: string, isText = isLabel): string | undefined {
    // `accessKeyIDName` ends with a name.
    const name = key.replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2");
    const isNone =
        DESCRIPTION.test(value.trim()) ||
        PATH_PARENT.test(wordsOf(parent)) ||
        isText(name, value) ||
        (name === "passwd" && NAME_SERVICE.test(value)) ||
        isObjectName(wordsOf(name), value);
    const isLiteral = !isNone && isNamedLiteral(name, value, parent);
    const reason = credentialIn(name, value) ?? (isLiteral || isRegistryLogin(name, value) ? NAMED_LITERAL : undefined);
    return reason === undefined ? undefined : `has a line whose key ${reason}`;
}

/** Where nsswitch.conf looks users up: `passwd: compat`. */
const NAME_SERVICE = /^(files|compat|db|nis|nisplus|ldap|sss|sssd|systemd|winbind|extrausers|altfiles)$/;

/** Names of a Secret, and of a key in one, in values of charts: `envFromSecret`, `adminPasswordKey`. */
const SECRET_FIELD = /(^| )(existing ([a-z]+ )*secret|from secret|secret key ref|secret names?( [a-z]+)*)$/;
const KEY_FIELD =
    /(^| )((password|passwd|passphrase|token|credentials?)( secret)? key|key( secret)? key|existing secret ([a-z]+ )*key)$/;
/** `clientSecretKey` may be the key itself, too: then nothing of the text is a word of the name. */
const KEY_OR_SECRET = /^(?<what>[a-z0-9 ]+) secret key$/;
/** What a template fills in. */
const FILLED_IN = /\{\{.*?\}\}|\$\{.*?\}|\$\(.*?\)/g;
/** Words, as people name keys: `admin-password`, `SMTP_PASSWORD`. */
const KEY = /^([a-z]+\d?|[a-z]\d[a-z])([-_./]([a-z]+\d?|v?\d{1,4}))*$/i;

/** Beside it stand the keys in it: `{ existingSecret: rcon, secretKey: rcon-password }`. */
const EXISTING_SECRET = /(^| )existing ([a-z]+ )*secret$/;

function isKeyOfSecret(name: string, text: unknown): boolean {
    return /(^| )key$/.test(wordsOf(name)) && typeof text === "string" && KEY.test(text);
}

function isObjectName(words: string, value: string): boolean {
    const text = value.trim().replace(FILLED_IN, "x");
    return (
        (SECRET_FIELD.test(words) && /^[a-z0-9]([a-z0-9./-]*[a-z0-9])?$/.test(text)) ||
        (KEY.test(text) && (KEY_FIELD.test(words) || repeatsName(words, wordsOf(text).split(" "))))
    );
}

/** `clientSecretKey: client-secret`: a key is called as what is under it, and ends as the name does. */
function repeatsName(name: string, text: readonly string[]): boolean {
    const what = KEY_OR_SECRET.exec(name)?.groups?.what?.split(" ") ?? [];
    const ends = [...what, "secret", "key", "token", "password"];
    return text.some((word) => what.includes(word)) && ends.includes(text.at(-1) ?? "");
}

/** `"password": "Password"`, as the words of a page are written. */
function isLabel(name: string, value: string): boolean {
    return /^[A-Z][a-z]/.test(value) && isCode(name, value);
}

/** `ACCESS_TOKEN = "access_token"`, the name of a thing and not the thing. */
function isCode(name: string, value: string): boolean {
    return wordsOf(value) === wordsOf(name);
}

/** `auth` of a container registry: a name and a password in base64. */
function isRegistryLogin(name: string, value: string): boolean {
    return (
        name === "auth" &&
        /^[A-Za-z0-9+/]{8,}={0,2}$/.test(value) &&
        /^[\x21-\x7e]+:[\x21-\x7e]+$/.test(Buffer.from(value, "base64").toString("utf8"))
    );
}
