import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PriceFile, priceFiles } from "./files";
import { fetchPages, savedPages } from "./gather";
import { fetchKarpenterPrices } from "./karpenter";
import type { Pages } from "./pages";

const FOLDER = join(__dirname, "..");

/** Writes the prices of instances and volumes anew. What cannot be had is said, and its files stay as they are. */
async function main([saved]: readonly string[]): Promise<number> {
    const pages = await attempt(
        "AWS's price pages",
        async (): Promise<Pages> => (saved === undefined ? fetchPages() : savedPages(saved)),
    );
    const karpenter = await attempt("Karpenter's prices", async () => fetchKarpenterPrices());
    const files = priceFiles(pages ?? new Map(), karpenter).filter(isNewer);
    if (files.length === 0) {
        console.error("No newer prices can be had here: nothing was changed.");
        return 1;
    }
    for (const { name, content } of files) {
        const file = join(FOLDER, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
    }
    execFileSync(process.execPath, [require.resolve("@biomejs/biome/bin/biome"), "format", "--write", FOLDER]);
    console.log(
        `${files.map(({ name }) => name).join(", ")} written. Prices in units.json are typed from AWS's pages: read those again by hand.`,
    );
    return 0;
}

/** Whether it would not put older prices in the place of newer ones. */
function isNewer({ name, content }: PriceFile): boolean {
    const file = join(FOLDER, name);
    return !existsSync(file) || content.published >= JSON.parse(readFileSync(file, "utf8")).published;
}

async function attempt<T>(what: string, gather: () => Promise<T>): Promise<T | undefined> {
    try {
        return await gather();
    } catch (error) {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        console.error(`${what} cannot be had: ${cause instanceof Error ? cause.message : String(cause)}`);
        return undefined;
    }
}

void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
});
