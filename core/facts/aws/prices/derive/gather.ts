import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { servedRegions } from "../../regions";
import { INSTANCE_PAGES, PLACES_PAGE, VOLUME_PAGE } from "./page-names";
import type { Pages } from "./pages";

/** What AWS's pages call a region. */
const place = z.object({ name: z.string(), code: z.string() });

/**
 * Pages that were saved before, under their names; a region whose page is not there has none.
 *
 * @throws Error for a page that is no JSON
 */
export function savedPages(folder: string): Pages {
    const names = [
        VOLUME_PAGE.file,
        ...servedRegions().flatMap((region) => INSTANCE_PAGES.map(({ fileOf }) => fileOf(region))),
    ];
    const found = names.filter((name) => existsSync(join(folder, name)));
    return new Map(found.map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8"))]));
}

/**
 * Fetches the pages of every region that the platform serves. They need no account.
 *
 * @throws Error where AWS cannot be reached, or answers something else
 */
export async function fetchPages(): Promise<Pages> {
    const places = z.record(z.string(), place).parse(await read(PLACES_PAGE.url));
    const names = new Map(Object.values(places).map(({ name, code }) => [code, name]));
    const wanted = servedRegions().flatMap((region) => {
        const place = names.get(region);
        return place === undefined
            ? []
            : INSTANCE_PAGES.map((page) => [page.fileOf(region), page.urlOf(place)] as const);
    });
    const pages = new Map<string, unknown>();
    for (const [file, url] of [[VOLUME_PAGE.file, VOLUME_PAGE.url] as const, ...wanted]) {
        const page = await read(url);
        if (page !== undefined) {
            pages.set(file, page);
        }
    }
    return pages;
}

/** The page; undefined where AWS has none, which it says with 403. */
async function read(url: string): Promise<unknown> {
    const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    if (answer.status === 403 || answer.status === 404) {
        return undefined;
    }
    if (!answer.ok) {
        throw new Error(`${url} answered ${answer.status}`);
    }
    return answer.json();
}
