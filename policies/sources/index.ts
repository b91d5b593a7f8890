import { readChart } from "./chart-input";
import { readContent } from "./content";
import { findInputs, type Input, readBytes } from "./inputs";
import type { LoadOptions } from "./load-options";
import { faulty, joined, type Loaded } from "./source";

export { findInputs } from "./inputs";
export type { LoadOptions } from "./load-options";
export { openRelease } from "./release";
export { type Loaded, type SourceFault, unreadFiles } from "./source";

/**
 * Reads everything that rules can judge: manifests, charts, the export of a stack, a preview in JSON, a log of the
 * engine's events. What a file holds is told by its content. Whatever is wrong becomes a fault, and the rest is read.
 *
 * @param inputs files, folders, charts, or `-` for standard input
 */
export async function load(inputs: readonly string[], options: LoadOptions = {}): Promise<Loaded> {
    const found = await findInputs(inputs);
    const parts: Loaded[] = [{ resources: [], faults: found.faults }];
    for (const input of found.inputs) {
        parts.push(await readInput(input, options));
    }
    return joined(parts);
}

async function readInput(input: Input, options: LoadOptions): Promise<Loaded> {
    try {
        return await read(input, options);
    } catch (error) {
        const reason = error instanceof Error ? error.name : "no reason given";
        const next = "Check that it holds what it should, and split it into smaller files.";
        return faulty({ file: input.path, message: `it cannot be read (${reason})`, next, hidesObjects: true });
    }
}

async function read({ kind, path }: Input, options: LoadOptions): Promise<Loaded> {
    if (kind === "chart") {
        return readChart(path, options);
    }
    const bytes = await readBytes(path, kind === "stdin" ? (options.stdin ?? process.stdin) : undefined);
    return Buffer.isBuffer(bytes) ? readContent(path, bytes) : bytes;
}
