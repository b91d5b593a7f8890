/** Control characters, halves of surrogate pairs, changes of the writing direction, and what XML forbids. */
const HIDDEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** One line of text in which nothing is hidden: what a manifest calls itself cannot steer a terminal or break a format. */
export function visible(text: string): string {
    return text.replace(HIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
