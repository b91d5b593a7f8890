import * as z from "zod";
import { INSTANCE_PAGES, VOLUME_PAGE } from "./page-names";

const price = z.string().transform(Number).pipe(z.number().nonnegative());

const page = z.object({
    manifest: z.object({ hawkFilePublicationDate: z.string() }),
    regions: z.record(z.string(), z.record(z.string(), z.object({ price, "Instance Type": z.string().optional() }))),
});

/** The data behind AWS's price pages, by the names that {@link INSTANCE_PAGES} and {@link VOLUME_PAGE} give them. */
export type Pages = ReadonlyMap<string, unknown>;

/** Unit prices of a region, and the day on which AWS published them. */
export interface Published {
    /** `YYYY-MM-DD`. */
    readonly published: string;
    readonly prices: ReadonlyMap<string, number>;
}

/** On-demand prices of Linux by instance type, in USD an hour; undefined where the pages lack the region. */
export function instancePrices(pages: Pages, region: string): Published | undefined {
    const found = INSTANCE_PAGES.flatMap(({ fileOf }) => pages.get(fileOf(region)) ?? []).map((one) => page.parse(one));
    const days = found.map(({ manifest }) => dayOf(manifest.hawkFilePublicationDate)).toSorted();
    const rows = found.flatMap(({ regions }) => Object.values(regions).flatMap((row) => Object.values(row)));
    const [published] = days;
    if (published === undefined) {
        return undefined;
    }
    const prices = rows.map((row) => [row["Instance Type"] ?? "", row.price] as const);
    return { published, prices: new Map(prices.filter(([name, hourly]) => name !== "" && hourly > 0)) };
}

/** What the page of volumes calls each price. Its throughput is of a GiB/s. */
const VOLUME_ROWS: ReadonlyMap<string, string> = new Map([
    ["gp2", "Storage General Purpose gp2 GB Mo"],
    ["gp3", "Storage General Purpose gp3 GB Mo"],
    ["io1", "Storage Provisioned IOPS io1 GB Mo"],
    ["io2", "Storage Provisioned IOPS io2 GB month"],
    ["st1", "Storage Throughput Optimized HDD st1 GB Mo"],
    ["sc1", "Storage Cold HDD sc1 GB Mo"],
    ["standard", "Storage Magnetic standard GB Mo"],
    ["snapshot", "Storage Snapshot Amazon S3 GB Mo"],
    ["gp3-iops", "Provisioned EBS IOPS gp3 Volumes per IOPS Mo"],
    ["gp3-gibps", "Provisioned Throughput gp3 per GiBps mo"],
    ["io1-iops", "Provisioned EBS IOPS io1 Volumes per IOPS Mo"],
    ["io2-iops", "Provisioned EBS IOPS io2 Volumes per IOPS Mo"],
    ["io2-iops-tier2", "Provisioned EBS IOPS Tier 2 io2 Volumes per IOPS Mo"],
    ["io2-iops-tier3", "Provisioned EBS IOPS Tier 3 io2 Volumes per IOPS Mo"],
]);

/** Prices of volumes and snapshots by the name of a place, as AWS's price pages call regions. */
export function volumePrices(pages: Pages): ReadonlyMap<string, Published> {
    const found = pages.get(VOLUME_PAGE.file);
    if (found === undefined) {
        return new Map();
    }
    const { manifest, regions } = page.parse(found);
    const published = dayOf(manifest.hawkFilePublicationDate);
    const entries = Object.entries(regions).map(([place, rows]): [string, Published] => {
        const known = [...VOLUME_ROWS].flatMap(([name, row]) => {
            const monthly = rows[row]?.price;
            return monthly === undefined ? [] : [[name, monthly] as const];
        });
        return [place, { published, prices: new Map(known) }];
    });
    return new Map(entries);
}

function dayOf(moment: string): string {
    return moment.slice(0, "YYYY-MM-DD".length);
}
