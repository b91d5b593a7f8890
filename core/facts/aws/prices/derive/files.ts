import { instanceTypes } from "../../instance-types";
import { servedRegions } from "../../regions";
import type { KarpenterPrices } from "./karpenter";
import { instancePrices, type Pages, type Published, volumePrices } from "./pages";

/** The region in which Karpenter's prices and those of the pages overlap. */
const COMPARED = "us-east-1";

/** One file of prices, as it is written. */
export interface PriceFile {
    readonly name: string;
    readonly content: { readonly source: string; readonly published: string } & Readonly<Record<string, unknown>>;
}

/**
 * The files of instance prices, one for each region that has some, and that of volumes where the pages have it. The newer of two sources
 * counts. Where Karpenter's are newer than the pages and show that a type's price has changed since, its price in other regions is not
 * known any more, and left out.
 */
export function priceFiles(pages: Pages, karpenter: KarpenterPrices | undefined): readonly PriceFile[] {
    const moved = movedSince(instancePrices(pages, COMPARED), karpenter?.regions.get(COMPARED));
    const regions = servedRegions().flatMap((region) => {
        const [listed, built] = [instancePrices(pages, region), karpenter?.regions.get(region)];
        if (built && (!listed || built.published >= listed.published)) {
            return [instanceFile(region, built, `Karpenter's AWS provider ${karpenter?.version}`, new Set())];
        }
        return listed ? [instanceFile(region, listed, "the data of AWS's EC2 price page", moved)] : [];
    });
    return [...regions, ...volumeFile(pages)];
}

/** The types whose price is another in the newer table; none where that is not newer. */
function movedSince(older: Published | undefined, newer: Published | undefined): ReadonlySet<string> {
    if (!older || !newer || newer.published <= older.published) {
        return new Set();
    }
    const entries = [...older.prices].filter(([name, price]) => {
        const now = newer.prices.get(name);
        return now !== undefined && Math.abs(now - price) > 0.00001;
    });
    return new Set(entries.map(([name]) => name));
}

/** A family a line, its sizes and prices in turn: a table of a region is 150 lines, and a price that changes is one of them. */
function instanceFile(region: string, found: Published, source: string, left: ReadonlySet<string>): PriceFile {
    const families: Record<string, string> = {};
    for (const name of [...found.prices.keys()].toSorted()) {
        const [family = "", size = ""] = name.split(".");
        if (instanceTypes().get(name)?.regions.has(region) && !left.has(name)) {
            families[family] = [families[family] ?? [], size, found.prices.get(name)].flat().join(" ");
        }
    }
    return { name: `instances/${region}.json`, content: { source, published: found.published, families } };
}

function volumeFile(pages: Pages): readonly PriceFile[] {
    const places = new Map(
        servedRegions().flatMap((region) => {
            const place = placeOf(pages, region);
            return place === undefined ? [] : [[region, place] as const];
        }),
    );
    const found = volumePrices(pages);
    const rows = [...places].flatMap(([region, place]) => {
        const one = found.get(place);
        return one ? [[region, one] as const] : [];
    });
    const [published] = rows.map(([, one]) => one.published);
    if (published === undefined) {
        return [];
    }
    const regions = Object.fromEntries(rows.map(([region, { prices }]) => [region, Object.fromEntries(prices)]));
    return [{ name: "volumes.json", content: { source: "the data of AWS's EBS price page", published, regions } }];
}

/** What AWS's price pages call a region, by its own page: EU (Ireland). */
function placeOf(pages: Pages, region: string): string | undefined {
    const page = pages.get(`${region}-ondemand.json`) as { readonly regions?: object } | undefined;
    return Object.keys(page?.regions ?? {})[0];
}
