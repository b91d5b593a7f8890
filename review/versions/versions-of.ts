import { today as todayText } from "../../core/today";
import type { VersionRow } from "../model/version";
import type { StackResource } from "../stack-resource";
import { addonRows } from "./rows/addons";
import { amiRows } from "./rows/amis";
import { chartRows } from "./rows/charts";
import { imageRows } from "./rows/images";
import { kubernetesRows } from "./rows/kubernetes";

const KINDS = [kubernetesRows, addonRows, chartRows, amiRows, imageRows];

const URGENCY: readonly VersionRow["state"][] = ["ended", "ending", "behind", "unknown", "current"];

/** What the versions of a stack are asked with. */
export interface VersionOptions {
    /** The resources before the change. @default none: nothing is compared */
    readonly base?: readonly StackResource[];
    /** The day on which it is asked. @default today */
    readonly today?: Date;
}

/** Everything in a stack that has a version of its own and somebody who says what is newer, the most urgent first. */
export function versionsOf(
    head: readonly StackResource[],
    { base = [], today = new Date(todayText()) }: VersionOptions = {},
): VersionRow[] {
    const before = new Map(rowsOf(base, today).map((row) => [keyOf(row), row.pinned]));
    const rows = rowsOf(head, today).map((row) => {
        const was = before.get(keyOf(row));
        return was === undefined || was === row.pinned ? row : { ...row, base: was };
    });
    return rows.toSorted(
        (one, other) => URGENCY.indexOf(one.state) - URGENCY.indexOf(other.state) || soonest(one, other),
    );
}

/** One row of each thing, however many resources have it. */
function rowsOf(resources: readonly StackResource[], today: Date): readonly VersionRow[] {
    const rows = KINDS.flatMap((kind) => kind(resources, today));
    return [...new Map(rows.map((row) => [`${keyOf(row)} ${row.pinned}`, row])).values()];
}

function keyOf({ kind, name }: VersionRow): string {
    return `${kind} ${name}`;
}

/** Of two that are as urgent, the one whose support ends first; those without a date stay in the order of their kinds. */
function soonest(one: VersionRow, other: VersionRow): number {
    const [first, second] = [one.supportEnds ?? "9999", other.supportEnds ?? "9999"];
    return first === second ? 0 : first < second ? -1 : 1;
}
