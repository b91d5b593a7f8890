import type { CostItem } from "../model/cost";
import type { StackResource } from "../stack-resource";
import { type Charge, MONTH_HOURS, type Part } from "./part";

/** A part of the bill, before it is compared with the base. */
export interface PricedPart {
    readonly item: Omit<CostItem, "status" | "before">;
    /** Why it is not, or not wholly, in the sum; empty where it is, and for what costs nothing. */
    readonly notPriced: string;
    /** Days of the prices in use. */
    readonly days: readonly string[];
}

/** Turns what a pricer says into amounts and words. Amounts are rounded to cents here, once, so that what is shown adds up. */
export function pricePart(resource: StackResource, part: Part, region: string): PricedPart {
    const { urn, type } = resource;
    const common = { urn, type, group: part.group, ...(part.name !== undefined && { part: part.name }) };
    if (part.kind === "free") {
        return { item: { ...common, basis: "free", detail: part.detail }, notPriced: "", days: [] };
    }
    if (part.kind === "unknown") {
        return { item: { ...common, basis: "unknown", detail: part.detail }, notPriced: part.detail, days: [] };
    }
    if (part.kind === "usage") {
        const known = part.rates.flatMap(({ what, price }) => (price ? [{ what, usd: price.usd, price }] : []));
        const detail =
            known.map(({ what, usd }) => `${amount(usd)} a ${what}`).join(", ") || "no price of use in the data";
        const { assumption } = part;
        return {
            item: { ...common, basis: "usage", detail, assumption },
            notPriced: `by use (${detail}): ${assumption}`,
            days: known.map(({ price }) => price.lastVerified),
        };
    }
    const missing = part.charges.filter(({ price }) => price === undefined);
    if (missing.length > 0) {
        const detail = `no price of ${missing.map(({ what }) => what).join(", ")} in ${region}`;
        return { item: { ...common, basis: "unknown", detail }, notPriced: detail, days: [] };
    }
    const prices = part.charges.flatMap(({ price }) => price ?? []);
    const unsure = prices.some(({ isUnverified }) => isUnverified)
        ? "Nobody has held the price against AWS's list."
        : "";
    const assumption = [part.assumption ?? "", unsure].filter((text) => text !== "").join(" ");
    return {
        item: {
            ...common,
            basis: basisOf(part.charges),
            monthly: toCents(part.charges.reduce((sum, charge) => sum + monthOf(charge), 0)) / 100,
            detail: part.charges.map(detailOf).join("; "),
            ...(assumption !== "" && { assumption }),
        },
        notPriced: "",
        days: prices.map(({ lastVerified }) => lastVerified),
    };
}

/** The least sure of what it is put together from: an estimate is none of the list's prices. */
function basisOf(charges: readonly Charge[]): CostItem["basis"] {
    if (charges.some(({ factor }) => factor !== undefined)) {
        return "usage";
    }
    return charges.every(({ price }) => price?.basis === "live") ? "live" : "fixed";
}

function monthOf({ quantity, price, factor = 1 }: Charge): number {
    return quantity * (price?.usd ?? 0) * factor * hoursOf(price?.unit);
}

function hoursOf(unit: string | undefined): number {
    return unit === "hour" ? MONTH_HOURS : 1;
}

/** Whole cents; half a cent is rounded up, also where binary fractions make it a little less. */
export function toCents(usd: number): number {
    return Math.round(Number((usd * 100).toFixed(6)));
}

function detailOf({ what, measure, quantity, price, factor }: Charge): string {
    const hours = price?.unit === "hour" ? `${MONTH_HOURS} h ` : "";
    const share = factor === undefined ? "" : ` x ${factor}`;
    const number =
        quantity === 1 && measure === undefined
            ? ""
            : `${amount(quantity)} ${measure === undefined ? "x" : `${measure} of`} `;
    return `${number}${what}, ${hours}at ${amount(price?.usd ?? 0)}${share}`;
}

/** A number as people write it, without the noise of binary fractions. */
function amount(value: number): string {
    return String(Number(value.toPrecision(6)));
}
