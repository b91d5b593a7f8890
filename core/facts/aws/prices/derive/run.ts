import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fetchPages, savedPages } from "./gather";
import { fetchKarpenterPrices } from "./karpenter";
import { renewPrices } from "./renew";

const FOLDER = join(__dirname, "..");

/** Renews the prices of instances and volumes, from AWS's pages or from those that were saved in a folder. */
async function main([saved]: readonly string[]): Promise<number> {
    const sources = {
        "AWS's price pages": async () => (saved === undefined ? fetchPages() : savedPages(saved)),
        "Karpenter's prices": async () => fetchKarpenterPrices(),
    };
    const written = await renewPrices(FOLDER, sources, (text) => console.error(text));
    if (written.length === 0) {
        console.error("There are no newer prices here: nothing was changed.");
        return 1;
    }
    execFileSync(process.execPath, [require.resolve("@biomejs/biome/bin/biome"), "format", "--write", FOLDER]);
    console.log(`Written: ${written.join(", ")}.`);
    console.log("The prices in units.json are typed from AWS's pages: read those again by hand.");
    return 0;
}

void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
});
