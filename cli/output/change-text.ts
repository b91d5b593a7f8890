import pc from "picocolors";
import { changeWords } from "../../review/changes/change-line";
import type { PropertyChange } from "../../review/changes/property-changes";

/** `scalingConfig.maxSize: 3 => 5`: one change on one line. */
export function changeText(change: PropertyChange): string {
    const { path: plain, old, new: now } = changeWords(change);
    const path = pc.bold(plain);
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
