import { type Fault, joinPath } from "../../core/faults/fault";

/** Linux takes no longer string into a new process (MAX_ARG_STRLEN). */
const MOST_BYTES = 128 * 1024;

/** Kept free for the variable's name and what stands around the entries. */
const RESERVED_BYTES = 2048;

/**
 * Whether the engine can hand the configuration on: a policy pack gets all of it in the one environment variable `PULUMI_CONFIG`, as JSON
 * whose values are JSON texts.
 *
 * @param entries keys with their namespace, and values
 * @see https://man7.org/linux/man-pages/man2/execve.2.html
 */
export function sizeFaults(entries: readonly (readonly [string, unknown])[]): Fault[] {
    const sizes = entries.map(([key, value]) => {
        const text = typeof value === "string" ? value : goJson(value);
        return { key, bytes: Buffer.byteLength(`${goJson(key)}:${goJson(text)},`) };
    });
    const bytes = sizes.reduce((sum, entry) => sum + entry.bytes, RESERVED_BYTES);
    if (bytes <= MOST_BYTES) {
        return [];
    }
    const largest = sizes.reduce((most, entry) => (entry.bytes > most.bytes ? entry : most));
    return [
        {
            path: joinPath(largest.key, []),
            received: `${kibibytes(largest.bytes)} KiB, the largest key of a configuration of ${kibibytes(bytes)} KiB`,
            allowed: `${kibibytes(MOST_BYTES)} KiB for the whole configuration: the engine hands it to the policies in one environment variable, and the operating system takes no longer one`,
            next: "Shorten this key: bake large files into the image, or let the service fetch them.",
        },
    ];
}

/** The engine is written in Go, whose JSON writes the characters of HTML as codes. */
function goJson(value: unknown): string {
    const text = JSON.stringify(value) ?? "null";
    return text.replace(
        /[<>&\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

function kibibytes(bytes: number): number {
    return Math.ceil(bytes / 1024);
}
