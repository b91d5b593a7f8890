import { nameOf } from "../../../../core/engine/urn";
import { cell, prose } from "../../../../policies/report/markdown-text";
import type { CostItem } from "../../../model/cost";
import type { Review } from "../../../model/review";
import { dollars } from "../../../words";
import type { Section } from "../section";

/** What a month costs at list price; of a change only what the change moves. */
export function costSection({ cost, isCompared }: Review): Section {
    const items = cost?.items ?? [];
    const priced = items.filter(({ monthly, before }) => monthly !== undefined || before !== undefined);
    const shown = isCompared ? priced.filter(({ status }) => status !== "present") : priced;
    const pieces = shown.toSorted((one, other) => weight(other) - weight(one)).map(row);
    const notes = cost === undefined || pieces.length === 0 ? [] : cost.notPriced.map((line) => `\n${prose(line)}\n`);
    return {
        title: isCompared ? `List price that moves: ${shown.length}` : "List price by resource",
        isFolded: true,
        head: "| resource | before | after | how |\n|---|---:|---:|---|\n",
        pieces: [...pieces, ...notes],
        noun: ["line", "lines"],
    };
}

function weight({ monthly = 0, before = 0 }: CostItem): number {
    return Math.max(monthly, before);
}

function row({ urn, part, before, monthly, detail }: CostItem): string {
    const name = part === undefined ? nameOf(urn) : `${nameOf(urn)} ${part}`;
    const amount = (value: number | undefined) => (value === undefined ? "" : dollars(value));
    return `| ${cell(name)} | ${amount(before)} | ${amount(monthly)} | ${prose(detail)} |\n`;
}
