import { first } from "./first";
import { SWITCH_NAME, wordsOf } from "./names";
import { passwordsIn } from "./programs";
import { credentialIn, isNamedLiteral, NAMED_LITERAL } from "./texts";

/** Why one of a program's arguments looks like a secret. */
export interface SecretArgument {
    readonly index: number;
    readonly reason: string;
}

/**
 * `--password=x`, `-Dapp.password=x`, what .NET and MSBuild take (`/Db:Password=x`, `-p:Password=x`), and what `env` and shells
 * take: `PASSWORD=x`.
 */
const WITH_VALUE = /^(?:(?:-{1,2}|\/)(?<option>[A-Za-z][\w.:-]*)|(?<variable>[A-Za-z_][\w.:]*))=(?<value>.+)$/s;
/** `--db.password:x`, `/Password:x`; not `/secret:ro` and `/a:/b`, which mount a folder. */
const WITH_COLON =
    /^(?:-{1,2}(?<option>[A-Za-z][\w.-]*):(?<value>.+)|\/(?<name>[A-Za-z][\w.-]*):(?<text>[^\s/:]{3,}))$/s;
/** `X-Api-Key: x`, by itself or as the value of an option. */
const HEADER = /^(?:-H\s*|--header[=\s])?["']?(?<name>[A-Za-z][\w-]*):\s+(?<value>[^\s"']+)["']?$/;
const OPTION = /^(?:-{1,2}(?<option>[A-Za-z][\w.:-]*)|\/(?<path>\w+:[\w.:-]+))$/;
/** What databases are told: `ALTER USER a PASSWORD 'x'`, `CREATE USER a IDENTIFIED BY 'x'`. */
const STATEMENT = /\b(?:password|identified\s+(?:with\s+\w+\s+)?by)\s*=?\s*'(?<value>[^']+)'/gi;
/** `echo x | docker login --password-stdin`, `echo a:x | chpasswd`. */
const PIPED =
    /\b(?:echo|printf)\s+(?:-\w+\s+)*["']?(?<value>[^\s"'|]+)["']?\s*\|\s*(?:[^|;&\n]*--(?:pass|password|token)-stdin\b|(?:sudo\s+)?chpasswd\b)/g;

/** The secrets in a command line: in values of options and variables, in URLs and headers, in the script of a shell. */
export function secretArguments(texts: readonly string[]): readonly SecretArgument[] {
    const isScript = (text: string) => /\s/.test(text.trim()) && !HEADER.test(text);
    const placed = secretPlaces(texts.map((text) => (isScript(text) ? "" : text)));
    return texts.flatMap((text, index) => {
        const reason = isScript(text)
            ? inScript(text)
            : (inArgument(text, texts[index - 1] ?? "") ?? (placed.has(index) ? IN_PLACE : undefined));
        return reason === undefined ? [] : [{ index, reason }];
    });
}

const IN_PLACE = "stands where its program takes a secret";

/** Which words of a command are a password by their place. */
function secretPlaces(words: readonly string[]): ReadonlySet<number> {
    return new Set(passwordsIn(words).flatMap(({ index, key, text }) => (isLiteral(key, text) ? [index] : [])));
}

function inArgument(text: string, before: string): string | undefined {
    const { option, variable, value = "" } = WITH_VALUE.exec(text)?.groups ?? {};
    const { name: header = "", value: content = "" } = HEADER.exec(text)?.groups ?? {};
    const typed = WITH_COLON.exec(text)?.groups ?? {};
    const name = option ?? variable;
    const isNamed =
        (name !== undefined && isLiteral(name, value)) ||
        isLiteral(header, content) ||
        isLiteral(typed.option ?? typed.name ?? "", typed.value ?? typed.text ?? "");
    return (
        credentialIn(name ?? "", name === undefined ? text : value) ??
        credentialIn("", text) ??
        (isNamed ? NAMED_LITERAL : undefined) ??
        first(assignmentsIn(text, value, option ?? ""), (one) => inArgument(one, "")) ??
        ofOption(text, before)
    );
}

/** Options that take assignments of something else than values: of paths, and what objects are chosen by. */
const NO_VALUES = /(^|-)(file|label|selector|annotation|claim|filter|quer(y|ie)|metric)s?$/;

/** `--set=a.password=x`, `a=1,a.password=x` and `/p:A=1;Password=x`: what options take that take assignments. */
function assignmentsIn(text: string, value: string, option: string): readonly string[] {
    if (NO_VALUES.test(option)) {
        return [];
    }
    return value.includes("=") ? value.split(/[,;]/) : text.includes(",") ? text.split(",") : [];
}

/** A text that stands for the option before it; `--require-token` takes none. */
function ofOption(text: string, before: string): string | undefined {
    const { option, path = "" } = OPTION.exec(before)?.groups ?? {};
    const name = option ?? path;
    const takes = !/^-/.test(text) && !SWITCH_NAME.test(wordsOf(name));
    return takes && isLiteral(name, text) ? "follows an option that takes a secret" : undefined;
}

/** A shell fills in what has a dollar or a backtick in it; a comma parts the assignments of SQL. */
function isLiteral(name: string, value: string): boolean {
    return !/\$[\w({]|`/.test(value) && isNamedLiteral(name, value.replace(/,+$/, ""));
}

/** Words of a script, quotes left out. */
function inScript(text: string): string | undefined {
    const whole = credentialIn("", text);
    if (whole !== undefined) {
        return whole;
    }
    const told = [STATEMENT, PIPED].flatMap((pattern) => [...text.matchAll(pattern)]);
    if (told.some(({ groups: { value = "" } = {} }) => isLiteral("password", value))) {
        return "gives a program a literal password";
    }
    const commands = text.split(/\|\|?|&&|[;\n]/).map(wordsOfShell);
    const found = first(commands, (words) => {
        const placed = secretPlaces(words);
        return first(
            [...words.entries()],
            ([index, word]) => inArgument(word, words[index - 1] ?? "") ?? (placed.has(index) ? IN_PLACE : undefined),
        );
    });
    return found === undefined ? undefined : `has a word that ${found}`;
}

function wordsOfShell(command: string): readonly string[] {
    return (command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []).map((word) => word.replace(/["']/g, ""));
}
