import pc from "picocolors";
import { UNKNOWN_STRINGS } from "../../core/engine/signatures";
import type { PropertyChange } from "../../review/changes/property-changes";

/** A longer value is cut to what differs. */
const LONGEST = 100;

/** `scalingConfig.maxSize: 3 => 5`: one change on one line. */
export function changeText(change: PropertyChange): string {
    const [old, now] = cut(text(change.old), text(change.new));
    const path = pc.bold(change.path);
    if (old === undefined && now === undefined) {
        return path;
    }
    if (old === undefined) {
        return `${path}: ${pc.green(`+ ${now}`)}`;
    }
    if (now === undefined) {
        return `${path}: ${pc.red(`- ${old}`)}`;
    }
    return old === now ? `${path}: ${now}` : `${path}: ${pc.red(old)} => ${pc.green(now)}`;
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
