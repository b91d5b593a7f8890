import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Outcome } from "../../core/outcome";
import { cacheDirectory } from "../paths";

/** A chart of one version from one source. */
export interface ChartReference {
    /** Address of the repository (`https://...`), or of the registry without the chart's name (`oci://...`). */
    readonly repository: string;
    readonly name: string;
    /** Exact version. */
    readonly version: string;
    /** SHA-256 of the packaged chart, where it is known beforehand. @default what was fetched first */
    readonly sha256?: string;
}

/** What was recorded when a chart came into the cache. */
export interface ChartReceipt {
    readonly sha256: string;
    /** The repository, registry or folder that it came from. */
    readonly from: string;
    /** Day, as `YYYY-MM-DD`. */
    readonly fetched: string;
}

/** A chart in the cache, or why there is none that can be used. */
export type CachedChart = Outcome<{ readonly path: string; readonly receipt: ChartReceipt }>;

/** Where fetched charts are kept. `EKS_PLATFORM_CHARTS` overrides it; by default a folder of the cache. */
export function chartsDirectory(): string {
    const override = process.env.EKS_PLATFORM_CHARTS;
    return override ? resolve(override) : join(cacheDirectory(), "charts");
}

/** The packaged chart that was fetched for a reference, once its content is seen to be what was fetched. */
export async function cachedChart(reference: ChartReference): Promise<CachedChart> {
    const { path, receipt } = await readEntry(reference);
    const content = await readFile(path).catch(() => undefined);
    if (receipt === undefined || content === undefined) {
        return { problem: `the chart ${labelOf(reference)} is not on this machine` };
    }
    const problem = mismatch(reference, sumOf(content), receipt);
    return problem === undefined ? { path, receipt } : { problem };
}

/**
 * Puts a packaged chart into the cache. The sum of the first content that came for a reference is recorded, and no other is taken
 * after it.
 *
 * @returns the path of the cached chart, or why the content was refused
 */
export async function storeChart(reference: ChartReference, content: Buffer, from: string): Promise<CachedChart> {
    const { folder, path, receipt: known } = await readEntry(reference);
    const sha256 = sumOf(content);
    const problem = mismatch(reference, sha256, known);
    if (problem !== undefined) {
        return { problem };
    }
    const receipt = known ?? { sha256, from, fetched: new Date().toISOString().slice(0, 10) };
    await mkdir(folder, { recursive: true });
    // The receipt first: content without one counts for nothing, and a sum without content still refuses another.
    await writeWhole(join(folder, RECEIPT), `${JSON.stringify(receipt, null, 2)}\n`);
    await writeWhole(path, content);
    return { path, receipt };
}

const RECEIPT = "receipt.json";

async function readEntry(reference: ChartReference) {
    const folder = join(chartsDirectory(), `${reference.name}-${reference.version}-${keyOf(reference)}`);
    const receipt = await readReceipt(join(folder, RECEIPT));
    return { folder, path: join(folder, "chart.tgz"), receipt };
}

/** One version of one name may come from several repositories, which need not hold the same. */
function keyOf({ repository, name, version }: ChartReference): string {
    return sumOf(JSON.stringify([repository.replace(/\/+$/, ""), name, version])).slice(0, 12);
}

async function readReceipt(file: string): Promise<ChartReceipt | undefined> {
    try {
        const { sha256, from, fetched } = JSON.parse(await readFile(file, "utf8"));
        return { sha256: String(sha256), from: String(from), fetched: String(fetched) };
    } catch {
        return undefined;
    }
}

/** Why a content is not that of a reference. */
function mismatch(reference: ChartReference, sum: string, receipt: ChartReceipt | undefined): string | undefined {
    const { sha256: pinned } = reference;
    if (pinned !== undefined && pinned !== sum) {
        return `the chart ${labelOf(reference)} has the SHA-256 ${sum}, but the pinned one is ${pinned}`;
    }
    return receipt === undefined || receipt.sha256 === sum
        ? undefined
        : `the chart ${labelOf(reference)} has the SHA-256 ${sum}, but the one fetched from ${receipt.from} on ` +
              `${receipt.fetched} had ${receipt.sha256}`;
}

/** How messages call a chart. */
export function labelOf({ name, version }: Pick<ChartReference, "name" | "version">): string {
    return `${name} ${version}`;
}

function sumOf(content: Buffer | string): string {
    return createHash("sha256").update(content).digest("hex");
}

/** A run that is killed leaves either the old file or the new one. */
async function writeWhole(file: string, content: string | Buffer): Promise<void> {
    const temporary = `${file}.${process.pid}-${randomUUID()}`;
    try {
        await writeFile(temporary, content);
        await rename(temporary, file);
    } finally {
        await rm(temporary, { force: true });
    }
}
