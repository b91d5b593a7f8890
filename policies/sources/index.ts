import { readChart } from "./chart-input";
import { readContent } from "./content";
import { findInputs, type Input, readBytes } from "./inputs";
import { readKustomization } from "./kustomization-input";
import type { LoadOptions } from "./load-options";
import { inNamespace } from "./namespaces";
import { faulty, joined, type Loaded } from "./source";

export { findInputs } from "./inputs";
export type { LoadOptions } from "./load-options";
export { openRelease } from "./release";
export { type Loaded, type PassedOver, type SourceFault, unreadFiles } from "./source";

/**
 * Reads everything that rules can judge: manifests, charts, the export of a stack, a preview in JSON, a log of the
 * engine's events. What a file holds is told by its content. Whatever is wrong becomes a fault, and the rest is read.
 *
 * @param inputs files, folders, charts, or `-` for standard input
 */
export async function load(inputs: readonly string[], options: LoadOptions = {}): Promise<Loaded> {
    const { inputs: found, ...rest } = await findInputs(inputs, options.exclude);
    const parts: Loaded[] = [{ resources: [], ...rest }];
    for (let from = 0; from < found.length; ) {
        // Builds of kustomizations run side by side; everything else is read faster than it is waited for.
        const isBuild = ({ kind }: Input) => kind === "kustomization";
        const count = found.slice(from, from + BUILDS_AT_ONCE).findIndex((input) => !isBuild(input));
        const batch = found.slice(from, from + (count < 0 ? BUILDS_AT_ONCE : Math.max(1, count)));
        parts.push(...(await Promise.all(batch.map((input) => readInput(input, options)))));
        from += batch.length;
    }
    const { resources, ...others } = joined(parts);
    return { ...others, resources: options.namespace === undefined ? resources : placed(resources, options.namespace) };
}

/** Manifests as `kubectl -n` puts them into a namespace; resources of a stack are where the stack says. */
function placed(resources: Loaded["resources"], namespace: string): Loaded["resources"] {
    const inPlace = inNamespace(resources, namespace);
    return resources.map((raw, index) => (raw.urn === undefined ? (inPlace[index] ?? raw) : raw));
}

const BUILDS_AT_ONCE = 4;

async function readInput(input: Input, options: LoadOptions): Promise<Loaded> {
    try {
        return await read(input, options);
    } catch (error) {
        const reason = error instanceof Error ? error.name : "no reason given";
        const next = "Check that it holds what it should, and split it into smaller files.";
        return faulty({ file: input.path, message: `it cannot be read (${reason})`, next, hidesObjects: true });
    }
}

async function read({ kind, path, isNamed }: Input, options: LoadOptions): Promise<Loaded> {
    if (kind === "chart") {
        return readChart(path, options);
    }
    if (kind === "kustomization") {
        return readKustomization(path);
    }
    const bytes = await readBytes(path, kind === "stdin" ? (options.stdin ?? process.stdin) : undefined);
    return Buffer.isBuffer(bytes) ? readContent(path, bytes, isNamed) : bytes;
}
