import type { PolicyEvent } from "@pulumi/pulumi/automation";
import pc from "picocolors";
import { visible } from "../../core/faults/visible";
import { wrap } from "../../core/faults/wrap";
import { groupBy } from "../../core/group-by";
import type { Review } from "../../review/model/review";
import { type ReachSentences, reachSentences } from "../../review/reach/sentences";
import { counted, dollars, dollarsMore } from "../../review/words";
import { COLUMNS } from "./columns";

/** More ways than these are counted. */
const MOST_WAYS = 8;

/** What a change brings and mends, for the terminal. */
export interface Comparison {
    /** Whether the change brings what the engine tells of a policy. */
    readonly isNew: (violation: PolicyEvent) => boolean;
    readonly gone: Review["findings"];
    /** What follows the number of violations and advice; nothing where none comes or goes. */
    readonly policies: string;
    readonly ways: Pick<ReachSentences, "opens" | "closes">;
    readonly cost: Review["cost"];
}

export function comparisonOf({ findings, reach, cost }: Review): Comparison {
    const fresh = findings.filter(({ status }) => status === "new");
    const gone = findings.filter(({ status }) => status === "gone");
    const keys = new Set(fresh.map(({ rule, urn = "" }) => `${rule} ${urn}`));
    return {
        isNew: ({ policyName, resourceUrn = "" }) => keys.has(`${policyName} ${resourceUrn}`),
        gone,
        policies: fresh.length + gone.length === 0 ? "" : `; ${fresh.length} new, ${gone.length} gone`,
        ways: reach === undefined ? { opens: [], closes: [] } : reachSentences(reach),
        cost,
    };
}

/** Advice that is no news. */
export function presentLines(count: number): readonly string[] {
    return count === 0 ? [] : ["", pc.dim(`Policy advice that was there before: ${count} (--verbose lists it)`)];
}

/** What the change mends, a line for each rule. */
export function goneLines({ gone }: Comparison): readonly string[] {
    if (gone.length === 0) {
        return [];
    }
    const lines = [...groupBy(gone, ({ rule }) => rule)].flatMap(([rule, alike]) =>
        wrap(visible(`${rule}: ${alike.map(({ resource }) => resource).join(", ")}`), COLUMNS, "    ", "  "),
    );
    return ["", pc.green(`Policy findings that are gone: ${gone.length}`), ...lines];
}

/** Who may reach whom after the change and could not before, or no longer. */
export function openedLines({ ways: { opens, closes } }: Comparison, stack: string): readonly string[] {
    const all = [...opens, ...closes];
    if (all.length === 0) {
        return [];
    }
    const more = all.length - MOST_WAYS;
    return [
        "",
        pc.yellow(`Ways that are opened or closed: ${all.length}`),
        ...all.slice(0, MOST_WAYS).flatMap((way) => wrap(visible(way), COLUMNS, "    ", "  ")),
        ...(more > 0 ? [`  and ${more} more: platform reach ${stack} lists them`] : []),
    ];
}

/** The numbers that the change moves. */
export function comparedNumbers({ cost, ways: { opens, closes } }: Comparison): readonly string[] {
    const { before, monthly = 0 } = cost ?? {};
    return [
        ...(before === undefined || before === monthly
            ? []
            : [`  list price ${dollarsMore(monthly - before)} a month (${dollars(before)} => ${dollars(monthly)})`]),
        ...(opens.length + closes.length === 0
            ? []
            : [`  reach      ${counted(opens.length, "way")} opened, ${closes.length} closed`]),
    ];
}
