import pc from "picocolors";
import { kindOf, nameOf } from "../../core/engine/urn";
import { groupBy } from "../../core/group-by";
import type { EngineStep } from "../../review/steps";
import { COLUMNS } from "./columns";
import { stepWord } from "./step-line";

/** Steps of which there are many alike. Any other step is worth a line of its own. */
const GROUPED: ReadonlySet<string> = new Set(["create", "delete", "replace", "read", "refresh"]);

/** Whether a step is told together with those of its component, and not by a line of its own. */
export function isGrouped({ op }: { readonly op: string }): boolean {
    return GROUPED.has(op);
}

/** What stands before and between the columns of a line. */
const INDENT = 11;

/** One line for each part of the platform and each kind of step: how many resources, and of which kinds the most. */
export function overviewLines(steps: readonly EngineStep[]): readonly string[] {
    const parents = new Map(steps.map(({ urn, parent }) => [urn, parent]));
    const groups = groupBy(steps.filter(isGrouped), (step) => `${step.op} ${partOf(step.urn, parents)}`);
    const names = [...groups.values()].map(([first]) => nameOf(partOf(first?.urn ?? "", parents)));
    const width = Math.max(0, ...names.map((name) => name.length));
    return [...groups.values()].map((group, index) => {
        const count = stepWord(group[0]?.op ?? "", group.length);
        return `${count}  ${names[index]?.padEnd(width)}  ${pc.dim(kinds(group, COLUMNS - INDENT - width))}`;
    });
}

/** The part of the platform that a resource belongs to: its ancestor just below the platform, else itself. */
function partOf(urn: string, parents: ReadonlyMap<string, string | undefined>): string {
    const lineage = [urn];
    for (let parent = parents.get(urn); parent; parent = parents.get(parent)) {
        lineage.push(parent);
    }
    // The stack and the platform are above every part.
    return lineage.at(-3) ?? lineage.at(-1) ?? urn;
}

/** As many kinds as there is room for, the most frequent first. */
function kinds(group: readonly EngineStep[], columns: number): string {
    const counted = [...groupBy(group, ({ type }) => kindOf(type))].map(([kind, all]) => [kind, all.length] as const);
    const most = counted.sort(([, left], [, right]) => right - left);
    const rest = (from: number) => most.slice(from).reduce((sum, [, count]) => sum + count, 0);
    let text = "";
    for (const [index, [kind, count]] of most.entries()) {
        const longer = [text, `${count} ${kind}`].filter(Boolean).join(", ");
        const more = rest(index + 1);
        if (index > 0 && longer.length + (more > 0 ? `, ${more} more`.length : 0) > columns) {
            return `${text}, ${rest(index)} more`;
        }
        text = longer;
    }
    return text;
}
