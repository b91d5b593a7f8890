import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PriceFile, priceFiles } from "./files";
import type { KarpenterPrices } from "./karpenter";
import type { Pages } from "./pages";

/** Where prices come from; each may be out of reach. */
export interface PriceSources {
    readonly "AWS's price pages": () => Promise<Pages>;
    readonly "Karpenter's prices": () => Promise<KarpenterPrices>;
}

/**
 * Writes what is newer than what is there. A source that cannot be had is said, and the files that come from it stay as they are.
 *
 * @param say tells why a source cannot be had
 * @returns the names of the files that were written
 */
export async function renewPrices(
    folder: string,
    sources: PriceSources,
    say: (text: string) => void,
): Promise<readonly string[]> {
    const attempt = async <Name extends keyof PriceSources>(name: Name) => {
        try {
            return (await sources[name]()) as Awaited<ReturnType<PriceSources[Name]>>;
        } catch (error) {
            say(`${name} cannot be had: ${reasonOf(error)}`);
            return undefined;
        }
    };
    const pages = await attempt("AWS's price pages");
    const karpenter = await attempt("Karpenter's prices");
    const files = priceFiles(pages ?? new Map(), karpenter).filter((file) => isNewer(folder, file));
    for (const { name, content } of files) {
        const file = join(folder, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
    }
    return files.map(({ name }) => name);
}

/** Whether it would put other prices in the place of those that are there, and no older ones. */
function isNewer(folder: string, { name, content }: PriceFile): boolean {
    const file = join(folder, name);
    if (!existsSync(file)) {
        return true;
    }
    const old: { readonly published: string } = JSON.parse(readFileSync(file, "utf8"));
    return content.published >= old.published && JSON.stringify(content) !== JSON.stringify(old);
}

/** What `fetch` could not do stands in the cause. */
function reasonOf(error: unknown): string {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
}
