import { UNKNOWN_STRINGS } from "../../core/engine/signatures";
import type { PropertyChange } from "./property-changes";

/** A longer value is cut to what differs. */
const LONGEST = 60;

/** One change in words: values as JSON, cut to where they differ. One that is not there is absent. */
export interface ChangeWords {
    readonly path: string;
    readonly old?: string;
    readonly new?: string;
}

/** The words for a change, for whoever lays them out. */
export function changeWords({ path, ...values }: PropertyChange): ChangeWords {
    const [old, now] = cut(text(values.old), text(values.new));
    return { path, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) };
}

/** `scalingConfig.maxSize: 3 => 5`: one change on one line. */
export function changeLine(change: PropertyChange): string {
    const { path, old, new: now } = changeWords(change);
    if (path === "provider") {
        return "its provider is replaced: it is in another cluster or account";
    }
    if (path.includes("pulumi.com/replaceUnready")) {
        return "it has not succeeded";
    }
    if (old === undefined) {
        return now === undefined ? path : `${path}: + ${now}`;
    }
    if (now === undefined) {
        return `${path}: - ${old}`;
    }
    return old === now ? `${path}: ${now}` : `${path}: ${old} => ${now}`;
}

function text(value: unknown): string | undefined {
    if (value === undefined) {
        return undefined;
    }
    if (typeof value === "string" && UNKNOWN_STRINGS.has(value)) {
        return "(known after the update)";
    }
    // What a program passes on may hold sequences that command a terminal; JSON writes them as escapes.
    return JSON.stringify(value);
}

/** Two long texts from where they differ on. */
function cut(old: string | undefined, now: string | undefined): readonly (string | undefined)[] {
    const texts = [old, now];
    if (texts.every((one) => one === undefined || one.length <= LONGEST)) {
        return texts;
    }
    let same = 0;
    while (old !== undefined && now !== undefined && same < old.length && old[same] === now[same]) {
        same += 1;
    }
    const start = Math.max(0, same - LONGEST / 4);
    return texts.map((one) => {
        if (one === undefined) {
            return undefined;
        }
        const part = one.slice(start, start + LONGEST);
        return `${start > 0 ? "..." : ""}${part}${start + LONGEST < one.length ? "..." : ""}`;
    });
}
