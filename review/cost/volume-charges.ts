import { type UnitPrice, type VolumePart, volumePrice } from "../../core/facts/aws/prices";
import type { Charge } from "./part";

/** A volume of EBS, as far as its price goes. */
export interface Volume {
    readonly type: string;
    readonly gib: number | undefined;
    readonly iops: number | undefined;
    /** MiB/s. */
    readonly throughput: number | undefined;
}

/** What comes with a gp3 volume without a charge. */
const GP3 = { iops: 3000, throughput: 125 };

/** Up to where each price of an IOPS of io2 goes. */
const IO2_TIERS = [
    { part: "io2-iops", upTo: 32_000 },
    { part: "io2-iops-tier2", upTo: 64_000 },
    { part: "io2-iops-tier3", upTo: Number.POSITIVE_INFINITY },
] as const;

const TYPES = new Set(["gp2", "gp3", "io1", "io2", "st1", "sc1", "standard"] as const);

/**
 * A month of volumes that are alike: their size, and the operations and throughput beyond what is included.
 *
 * @returns undefined where the size is not known
 */
export function volumeCharges(volume: Volume, count: number, region: string): readonly Charge[] | undefined {
    const { type, gib, iops = 0, throughput = 0 } = volume;
    if (gib === undefined) {
        return undefined;
    }
    const part = [...TYPES].find((one) => one === type);
    const size = { what: type, measure: "GB", quantity: gib * count, price: part && volumePrice(part, region) };
    const more: readonly Charge[] =
        type === "gp3"
            ? [
                  {
                      what: "gp3",
                      measure: "IOPS",
                      quantity: beyond(iops, GP3.iops) * count,
                      price: volumePrice("gp3-iops", region),
                  },
                  {
                      what: "gp3",
                      measure: "MiB/s",
                      quantity: beyond(throughput, GP3.throughput) * count,
                      price: mibps(volumePrice("gp3-gibps", region)),
                  },
              ]
            : operations(type, iops, count, region);
    return [size, ...more.filter(({ quantity }) => quantity > 0)];
}

function operations(type: string, iops: number, count: number, region: string): readonly Charge[] {
    if (type === "io1") {
        return [{ what: "io1", measure: "IOPS", quantity: iops * count, price: volumePrice("io1-iops", region) }];
    }
    if (type !== "io2") {
        return [];
    }
    return IO2_TIERS.map(({ part, upTo }, index) => {
        const from = IO2_TIERS[index - 1]?.upTo ?? 0;
        const quantity = beyond(Math.min(iops, upTo), from) * count;
        return {
            what: `io2 beyond ${from}`,
            measure: "IOPS",
            quantity,
            price: volumePrice(part satisfies VolumePart, region),
        };
    });
}

function beyond(asked: number, included: number): number {
    return Math.max(0, asked - included);
}

/** AWS lists the price of a GiB/s. */
function mibps(price: UnitPrice | undefined): UnitPrice | undefined {
    return price && { ...price, usd: price.usd / 1024 };
}
