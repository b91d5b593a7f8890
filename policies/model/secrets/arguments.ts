import { first } from "./first";
import { SWITCH_NAME, wordsOf } from "./names";
import { credentialIn, isNamedLiteral, NAMED_LITERAL } from "./texts";

/** Why one of a program's arguments looks like a secret. */
export interface SecretArgument {
    readonly index: number;
    readonly reason: string;
}

/** `--password=x`, `-Dapp.password=x`, and what `env` and shells take: `PASSWORD=x`. */
const WITH_VALUE = /^(?:-{1,2}(?<option>[A-Za-z][\w.-]*)|(?<variable>[A-Za-z_][\w.]*))=(?<value>.*)$/s;
/** `X-Api-Key: x`, by itself or as the value of an option. */
const HEADER = /^(?:-H\s*|--header[=\s])?["']?(?<name>[A-Za-z][\w-]*):\s+(?<value>[^\s"']+)["']?$/;
const OPTION = /^-{1,2}(?<option>[A-Za-z][\w.-]*)$/;
/** Options of one letter, which mean a password to some programs and something else to others. */
const SHORT: readonly (readonly [program: RegExp, option: RegExp])[] = [
    [/(^|[\s/])(redis-cli|keydb-cli|valkey-cli)(\s|$)/, /^(-a|--pass)$/],
    [/(^|[\s/])(sshpass|mongo|mongosh|mongodump|mongorestore)(\s|$)/, /^-p$/],
    [/(^|[\s/])(docker|podman|nerdctl|buildah|helm|oras|crane|skopeo)\s(.*\s)?login(\s|$)/, /^-p$/],
    [/(^|[\s/])sqlcmd(\s|$)/, /^-P$/],
    [/(^|[\s/])ldap(search|add|modify|delete|whoami|passwd)(\s|$)/, /^-w$/],
];
/** MySQL takes the password without a space. */
const MYSQL = /(^|[\s/])(mysql|mysqladmin|mysqldump|mariadb|mariadb-admin|mariadb-dump)(\s|$)/;
/** An option of curl for `name:password`; other programs take a user and a group there. */
const LOGIN = /^(-u|--user|--proxy-user)$/;
const CURL = /(^|[\s/])curl(\s|$)|:\/\//;

/** The secrets in a command line: in values of options and variables, in URLs and headers, in the script of a shell. */
export function secretArguments(texts: readonly string[]): readonly SecretArgument[] {
    const line = texts.join(" ");
    return texts.flatMap((text, index) => {
        const isScript = /\s/.test(text.trim()) && !HEADER.test(text);
        const reason = isScript ? inScript(text) : inArgument(text, texts[index - 1] ?? "", line);
        return reason === undefined ? [] : [{ index, reason }];
    });
}

/** @param line the whole command, which tells the program */
function inArgument(text: string, before: string, line: string): string | undefined {
    const { option, variable, value = "" } = WITH_VALUE.exec(text)?.groups ?? {};
    const { name: header = "", value: content = "" } = HEADER.exec(text)?.groups ?? {};
    const name = option ?? variable;
    const attached = MYSQL.test(line) ? /^-p(.+)$/.exec(text)?.[1] : undefined;
    return (
        credentialIn(name ?? "", name === undefined ? text : value) ??
        credentialIn("", text) ??
        (name !== undefined && isLiteral(name, value) ? NAMED_LITERAL : undefined) ??
        (isLiteral(header, content) ? NAMED_LITERAL : undefined) ??
        first(assignmentsIn(text, value, option ?? ""), (one) => inArgument(one, "", line)) ??
        (attached !== undefined && isLiteral("password", attached) ? AFTER_OPTION : undefined) ??
        ofOption(text, before, line)
    );
}

/** Options that take assignments of something else than values: of paths, and what objects are chosen by. */
const NO_VALUES = /(^|-)(file|label|selector|annotation|claim|filter|quer(y|ie)|metric)s?$/;

/** `--set=a.password=x`, and `a=1,a.password=x`: what options take that take assignments. */
function assignmentsIn(text: string, value: string, option: string): readonly string[] {
    if (NO_VALUES.test(option)) {
        return [];
    }
    return value.includes("=") ? value.split(",") : text.includes(",") ? text.split(",") : [];
}

const AFTER_OPTION = "follows an option that takes a secret";

/** A text that stands for the option before it; `--require-token` takes none. */
function ofOption(text: string, before: string, line: string): string | undefined {
    if (/^-/.test(text)) {
        return undefined;
    }
    if (LOGIN.test(before)) {
        return CURL.test(line) && /^[^:$]+:[^$<{*]+$/.test(text) ? "holds a name with a password" : undefined;
    }
    const isShort = SHORT.some(([program, short]) => short.test(before) && program.test(line));
    const { option = "" } = OPTION.exec(before)?.groups ?? {};
    const name = isShort ? "password" : SWITCH_NAME.test(wordsOf(option)) ? "" : option;
    return isLiteral(name, text) ? AFTER_OPTION : undefined;
}

/** A shell fills in what has a dollar or a backtick in it. */
function isLiteral(name: string, value: string): boolean {
    return !/\$[\w({]|`/.test(value) && isNamedLiteral(name, value);
}

/** Words of a script, quotes left out. */
function inScript(text: string): string | undefined {
    const whole = credentialIn("", text);
    if (whole !== undefined) {
        return whole;
    }
    const commands = text.split(/\|\|?|&&|[;\n]/);
    const words = commands.map((command) => ({ command, words: wordsOfShell(command) }));
    const found = words.flatMap((one) =>
        one.words.flatMap((word, index) => inArgument(word, one.words[index - 1] ?? "", one.command) ?? []),
    )[0];
    return found === undefined ? undefined : `has a word that ${found}`;
}

function wordsOfShell(command: string): readonly string[] {
    return (command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []).map((word) => word.replace(/["']/g, ""));
}
