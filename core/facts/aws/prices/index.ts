import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ownValue } from "../../../own-value";
import { servedRegion } from "../regions";
import units from "./units.json";
import volumes from "./volumes.json";

/** A name of a price in `units.json`. */
export type UnitName = keyof typeof units;

/** What one unit of something costs in a region, by AWS's list. */
export interface UnitPrice {
    readonly usd: number;
    /** What it is for: an hour, a month, a GB and month. */
    readonly unit: string;
    /** `live`: derived from AWS's price list by `npm run prices`; `fixed`: typed from its pages. */
    readonly basis: "live" | "fixed";
    /** The day of the list, or on which somebody last read it: `YYYY-MM-DD`. */
    readonly lastVerified: string;
    /** Whether the number was never held against a source. */
    readonly isUnverified: boolean;
}

interface UnitRow {
    readonly unit: string;
    readonly lastVerified: string;
    readonly isUnverified?: boolean;
    /** In every region of the partition `aws`. */
    readonly everywhere?: number;
    readonly regions?: Readonly<Record<string, number>>;
}

interface InstanceTable {
    readonly published: string;
    readonly families: Readonly<Record<string, string>>;
}

const instances = new Map<string, InstanceTable | undefined>();

/** The price of a unit in a region; undefined where the data has none for it. */
export function unitPrice(name: UnitName, region: string): UnitPrice | undefined {
    const { unit, lastVerified, isUnverified, everywhere, regions }: UnitRow = units[name];
    const usd = ownValue(regions ?? {}, region) ?? (servedRegion(region)?.partition === "aws" ? everywhere : undefined);
    return usd === undefined
        ? undefined
        : { usd, unit, basis: "fixed", lastVerified, isUnverified: isUnverified === true };
}

/** An hour of an on-demand instance with Linux; undefined for a type or a region that the data lacks. */
export function instancePrice(type: string, region: string): UnitPrice | undefined {
    const table = instanceTable(region);
    const [family = "", size = ""] = type.split(".");
    const words = ownValue(table?.families ?? {}, family)?.split(" ") ?? [];
    const at = words.findIndex((word, index) => index % 2 === 0 && word === size);
    const usd = Number(words[at + 1]);
    return table === undefined || at < 0
        ? undefined
        : { usd, unit: "hour", basis: "live", lastVerified: table.published, isUnverified: false };
}

/** What there is to pay for of volumes: GB and months of a type, and what is asked for beyond what comes with it. */
export type VolumePart = keyof (typeof volumes)["regions"]["eu-west-1"];

/** The price of a month of a part of a volume; undefined for a region that the data lacks. */
export function volumePrice(part: VolumePart, region: string): UnitPrice | undefined {
    const regions: Readonly<Record<string, Readonly<Partial<Record<VolumePart, number>>>>> = volumes.regions;
    const usd = ownValue(regions, region)?.[part];
    return usd === undefined
        ? undefined
        : { usd, unit: "month", basis: "live", lastVerified: volumes.published, isUnverified: false };
}

/** Whether there is any price of the region's own; what costs the same everywhere does not count. */
export function hasPrices(region: string): boolean {
    return instanceTable(region) !== undefined;
}

function instanceTable(region: string): InstanceTable | undefined {
    if (!instances.has(region)) {
        const file = join(__dirname, "instances", `${region}.json`);
        const isName = /^[a-z0-9-]+$/.test(region);
        instances.set(region, isName && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
    }
    return instances.get(region);
}
