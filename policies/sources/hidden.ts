/** Shorter texts say little, and hiding them would make the message unreadable. */
const MIN_HIDDEN = 4;

/**
 * A message on one line without any of the values, each of which may be a secret that the message repeats.
 *
 * @param shown what the message may name although it is a value too
 */
export function withoutValues(message: string, values: readonly unknown[], shown: string): string {
    return [...new Set(values.flatMap(formsIn))]
        .filter((text) => text.length >= MIN_HIDDEN && !shown.includes(text))
        .sort((one, other) => other.length - one.length)
        .reduce((text, value) => text.replaceAll(value, "[value]"), onOneLine(message));
}

/** The forms in which a message may hold a value: whole, quoted, or one line of it. */
function formsIn(value: unknown): readonly string[] {
    if (typeof value === "string") {
        return [value, JSON.stringify(value).slice(1, -1), ...value.split("\n")].map(onOneLine);
    }
    if (typeof value === "number") {
        return [String(value)];
    }
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(formsIn) : [];
}

function onOneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}
