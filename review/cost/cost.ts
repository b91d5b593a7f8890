import { kindOf } from "../../core/engine/urn";
import { hasPrices } from "../../core/facts/aws/prices";
import { today as todayText } from "../../core/today";
import type { Cost, CostItem } from "../model/cost";
import type { StackResource } from "../stack-resource";
import type { Pricer } from "./part";
import { type PricedPart, pricePart, toCents } from "./priced-part";
import { PRICERS } from "./pricers";
import { regionOf } from "./region";
import { Surroundings } from "./surroundings";

/** What no resource says, so that no total has it. */
const NEVER_PRICED = [
    "Traffic to the internet and between zones.",
    "Support plans, taxes, the free tier, and discounts: Savings Plans, reserved instances, agreements.",
    "What charts, controllers and autoscalers make beyond what the stack says.",
];

/** What the cost of a stack is asked with. */
export interface CostOptions {
    /** The resources before the change. @default none: nothing is compared */
    readonly base?: readonly StackResource[];
    /** The day for which it is asked. @default today */
    readonly today?: Date;
}

/**
 * What a stack costs a month by AWS's list, in full and by resource, and what a change makes of that. Amounts are USD a month of 730 hours,
 * in whole cents.
 *
 * @returns undefined for a stack without resources of AWS
 */
export function costOf(
    head: readonly StackResource[],
    { base, today = new Date(todayText()) }: CostOptions = {},
): Cost | undefined {
    const region = regionOf(head) ?? regionOf(base ?? []);
    if (region === undefined) {
        return undefined;
    }
    const now = partsOf(head, region, today);
    const was = base && partsOf(base, regionOf(base) ?? region, today);
    const items = [...now].map(([key, { item }]) => compared(item, was, key));
    const gone = [...(was ?? [])].filter(([key]) => !now.has(key)).map(([, { item }]) => goneItem(item));
    const before = was && sum([...was.values()].map(({ item }) => item.monthly));
    const days = [...now.values()].flatMap((part) => part.days).toSorted();
    return {
        ...{ region, currency: "USD" },
        monthly: sum(items.map(({ monthly }) => monthly)),
        ...(before !== undefined && { before }),
        items: [...items, ...gone],
        notPriced: notPriced([...now.values()], region),
        ...(days[0] !== undefined && { lastVerified: days[0] }),
    };
}

/** Parts by what identifies them in both, the base and the change. */
function partsOf(resources: readonly StackResource[], region: string, today: Date): ReadonlyMap<string, PricedPart> {
    const surroundings = new Surroundings(resources, region, today);
    const entries = resources.flatMap((resource) =>
        (pricerOf(resource.type)?.(resource, surroundings) ?? []).map(
            (part) => [`${resource.urn} ${part.name ?? ""}`, pricePart(resource, part, region)] as const,
        ),
    );
    return new Map(entries);
}

function pricerOf(type: string): Pricer | undefined {
    const known = PRICERS.get(type);
    return known || !type.startsWith("aws:")
        ? known
        : () => [{ kind: "unknown", group: "other", detail: "nobody has looked at what its type costs" }];
}

function compared(item: PricedPart["item"], was: ReadonlyMap<string, PricedPart> | undefined, key: string): CostItem {
    const old = was?.get(key);
    if (was === undefined || old === undefined) {
        return { ...item, status: was === undefined ? "present" : "new" };
    }
    const before = old.item.monthly;
    const isSame = before === item.monthly && old.item.basis === item.basis;
    return { ...item, status: isSame ? "present" : "changed", ...(before !== undefined && { before }) };
}

/** What goes costs nothing any more: it has the price that it had. */
function goneItem({ monthly, ...item }: PricedPart["item"]): CostItem {
    return { ...item, status: "gone", ...(monthly !== undefined && { before: monthly }) };
}

/** Whole cents are added as such, so that no binary fraction shows. */
function sum(amounts: readonly (number | undefined)[]): number {
    return amounts.reduce((cents: number, usd = 0) => cents + toCents(usd), 0) / 100;
}

/** One line for all resources of a type that lack a price for the same reason. */
function notPriced(parts: readonly PricedPart[], region: string): string[] {
    const counts = new Map<string, number>();
    for (const { item, notPriced: why } of parts) {
        if (why !== "") {
            const line = `${kindOf(item.type)}: ${why}`;
            counts.set(line, (counts.get(line) ?? 0) + 1);
        }
    }
    const lines = [...counts].map(([line, count]) => (count === 1 ? line : `${count} x ${line}`));
    const noData = `There are no prices of ${region} in the data: what depends on the region is not in the sum. npm run prices may bring them.`;
    return [...(hasPrices(region) ? [] : [noData]), ...lines, ...NEVER_PRICED];
}
