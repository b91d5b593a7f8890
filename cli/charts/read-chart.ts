import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { list } from "tar";
import { parse } from "yaml";
import { UserError } from "../errors";

/** What a chart's own files say of it. */
export interface ChartFiles {
    readonly name: string;
    readonly version: string;
    /** Content of `values.yaml`. */
    readonly values: unknown;
    /** Content of `values.schema.json`; undefined where there is none. */
    readonly schema: unknown;
}

const FILES = ["Chart.yaml", "values.yaml", "values.schema.json"] as const;

/**
 * Reads a chart.
 *
 * @param path its folder or archive
 * @throws UserError where it is no chart
 */
export async function readChart(path: string): Promise<ChartFiles> {
    const found = await stat(path).catch(() => undefined);
    if (!found) {
        throw new UserError(`there is no chart at ${path}; name its folder or archive.`);
    }
    const texts = found.isDirectory() ? await fromFolder(path) : await fromArchive(path);
    const { name, version } = Object(parse(texts.get("Chart.yaml") ?? ""));
    if (typeof name !== "string" || typeof version !== "string") {
        throw new UserError(`${path} is no chart: it has no Chart.yaml with a name and a version.`);
    }
    const schema = texts.get("values.schema.json");
    return {
        name,
        version,
        values: parse(texts.get("values.yaml") ?? "{}", { maxAliasCount: -1 }),
        schema: schema === undefined ? undefined : JSON.parse(schema),
    };
}

async function fromFolder(path: string): Promise<ReadonlyMap<string, string>> {
    const read = FILES.map(async (file): Promise<[string, string][]> => {
        const text = await readFile(join(path, file), "utf8").catch(() => undefined);
        return text === undefined ? [] : [[file, text]];
    });
    return new Map((await Promise.all(read)).flat());
}

async function fromArchive(path: string): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    await list({
        file: path,
        onReadEntry(entry) {
            const [, file] = /^[^/]+\/([^/]+)$/.exec(entry.path) ?? [];
            const parts: Buffer[] = [];
            if (file === undefined || !FILES.some((one) => one === file)) {
                return;
            }
            entry.on("data", (part) => parts.push(part));
            entry.on("end", () => texts.set(file, Buffer.concat(parts).toString("utf8")));
        },
    }).catch((error: Error) => {
        throw new UserError(`${path} is no archive of a chart: ${error.message}.`);
    });
    return texts;
}
