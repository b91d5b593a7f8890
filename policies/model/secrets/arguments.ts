import { SWITCH_NAME, wordsOf } from "./names";
import { credentialIn, isNamedLiteral, NAMED_LITERAL } from "./texts";

/** Why one of a program's arguments looks like a secret. */
export interface SecretArgument {
    readonly index: number;
    readonly reason: string;
}

/** `--password=x`, `-Dapp.password=x`, and what `env` and shells take: `PASSWORD=x`. */
const WITH_VALUE = /^(?:-{1,2}(?<option>[A-Za-z][\w.-]*)|(?<variable>[A-Za-z_][\w.]*))=(?<value>.*)$/s;
const OPTION = /^-{1,2}(?<option>[A-Za-z][\w.-]*)$/;
/** An option of curl for `name:password`; other programs take a user and a group there. */
const LOGIN = /^(-u|--user|--proxy-user)$/;
const CURL = /(^|[\s/])curl(\s|$)|:\/\//;

/** The secrets in a command line: in values of options and variables, in URLs and headers, in the script of a shell. */
export function secretArguments(texts: readonly string[]): readonly SecretArgument[] {
    const isCurl = texts.some((text) => CURL.test(text));
    return texts.flatMap((text, index) => {
        const reason = /\s/.test(text.trim()) ? inScript(text) : inArgument(text, texts[index - 1] ?? "", isCurl);
        return reason === undefined ? [] : [{ index, reason }];
    });
}

function inArgument(text: string, before: string, isCurl: boolean): string | undefined {
    const { option, variable, value = "" } = WITH_VALUE.exec(text)?.groups ?? {};
    const name = option ?? variable;
    return (
        credentialIn(name ?? "", name === undefined ? text : value) ??
        credentialIn("", text) ??
        (name !== undefined && isLiteral(name, value) ? NAMED_LITERAL : undefined) ??
        ofOption(text, before, isCurl)
    );
}

/** A text that stands for the option before it; `--require-token` takes none. */
function ofOption(text: string, before: string, isCurl: boolean): string | undefined {
    if (/^-/.test(text)) {
        return undefined;
    }
    if (isCurl && LOGIN.test(before)) {
        return /^[^:$]+:[^$<{*]+$/.test(text) ? "holds a name with a password" : undefined;
    }
    const { option } = OPTION.exec(before)?.groups ?? {};
    const takesValue = option !== undefined && !SWITCH_NAME.test(wordsOf(option));
    return takesValue && isLiteral(option, text) ? "follows an option that is named like a secret" : undefined;
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
    const words = (text.match(/(?:[^\s"';|&]|"[^"]*"|'[^']*')+/g) ?? []).map((word) => word.replace(/["']/g, ""));
    const found = words.flatMap((word, index) => inArgument(word, words[index - 1] ?? "", CURL.test(text)) ?? [])[0];
    return found === undefined ? undefined : `has a word that ${found}`;
}
