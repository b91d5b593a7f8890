/** Control characters, ends of lines and paragraphs, halves of surrogate pairs, changes of the writing direction, and what XML forbids. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * The beginnings of commands that the log of a GitHub workflow would obey, in a place where a line may begin.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
const COMMANDS = /(?<=^|\s)::(?=[a-z][\w-]*(?:\s|::|$))|##(?=\[)/gi;

/**
 * One line of text in which nothing is hidden: what a manifest calls itself cannot steer a terminal, break a format or give
 * a command to a pipeline.
 */
export function visible(text: string): string {
    return revealed(text).replace(COMMANDS, escaped);
}

/** The same for a page, in which no log's commands mean anything. */
export function revealed(text: string): string {
    return text.replace(HIDDEN, escaped);
}

function escaped(text: string): string {
    return text.replace(/./su, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
