import pc from "picocolors";
import { kindOf } from "../../core/engine/urn";
import { wrap } from "../../core/faults/wrap";
import type { Cost, CostItem } from "../../review/model/cost";

const COLUMNS = 80;
const AMOUNT = 12;
const GROUPS: readonly CostItem["group"][] = ["cluster", "nodes", "network", "storage", "logs", "keys", "other"];

/** What a stack costs a month, by group, with what is not in it; 80 columns wide. */
export function costTable(stack: string, cost: Cost): string {
    const priced = cost.items.filter(({ monthly, before }) => monthly !== undefined || before !== undefined);
    const groups = GROUPS.flatMap((group) =>
        groupLines(
            group,
            priced.filter((item) => item.group === group),
        ),
    );
    const day = cost.lastVerified === undefined ? "" : `; the oldest price in use is of ${cost.lastVerified}`;
    const head = `${stack} in ${cost.region}: ${dollars(cost.monthly)} USD a month by AWS's list${changeOf(cost)}${day}`;
    return [
        ...wrap(head, COLUMNS, "").map((line) => pc.bold(line)),
        "",
        ...groups,
        ...(priced.length > 0 ? [pc.bold(row("total", cost.monthly)), ""] : []),
        ...listed("Assumed in the sum:", assumptions(priced)),
        ...listed("Not in the sum:", cost.notPriced).slice(0, -1),
    ].join("\n");
}

/** A list under its heading, with an empty line after it; nothing where the list is empty. */
function listed(heading: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0 ? [] : [heading, ...lines.flatMap((line) => wrap(`- ${line}`, COLUMNS, "  ", "")), ""];
}

/** What the prices of the sum take for granted, once for all resources of a type. */
function assumptions(items: readonly CostItem[]): readonly string[] {
    const lines = items.flatMap(({ type, part, assumption }) =>
        assumption === undefined ? [] : [`${kindOf(type)}${part === undefined ? "" : `, ${part}`}: ${assumption}`],
    );
    return [...new Set(lines)];
}

/** How much more or less than in the base; empty without one. */
function changeOf({ monthly, before }: Cost): string {
    if (before === undefined) {
        return "";
    }
    const change = Number((monthly - before).toFixed(2));
    if (change === 0) {
        return ", the same as before";
    }
    return `, ${dollars(Math.abs(change))} ${change > 0 ? "more" : "less"} than before`;
}

function groupLines(group: string, items: readonly CostItem[]): readonly string[] {
    if (items.length === 0) {
        return [];
    }
    const alike = new Map<string, CostItem[]>();
    for (const item of items) {
        const key = `${item.status} ${item.type} ${item.part} ${item.detail}`;
        alike.set(key, [...(alike.get(key) ?? []), item]);
    }
    return [pc.bold(row(group, total(items))), ...[...alike.values()].flatMap(alikeLines), ""];
}

/** Items that differ in nothing but their name, in one row. */
function alikeLines(items: readonly CostItem[]): readonly string[] {
    const [{ detail, status } = { detail: "", status: "present" }] = items;
    const count = items.length === 1 ? "" : `${items.length} ${/^\d/.test(detail) ? "times" : "x"} `;
    const word = status === "present" ? "" : `${status}: `;
    const [first = "", ...rest] = wrap(`${word}${count}${detail}`, COLUMNS - AMOUNT, "    ", "  ");
    return [status === "gone" ? first : row(first, total(items)), ...rest];
}

function total(items: readonly CostItem[]): number {
    return items.reduce((sum, { monthly = 0 }) => sum + monthly, 0);
}

function row(text: string, usd: number): string {
    return `${text.padEnd(COLUMNS - AMOUNT)}${dollars(usd).padStart(AMOUNT)}`;
}

/** Cents, and thousands set apart: 1,204.50. */
function dollars(usd: number): string {
    return usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
