import { createReadStream, type Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { faulty, type Loaded, type SourceFault } from "./source";

/** Something to read: standard input, a file or a chart. */
export interface Input {
    readonly kind: "stdin" | "file" | "chart";
    readonly path: string;
}

const SKIPPED: ReadonlySet<string> = new Set(["node_modules", ".git"]);
const EXTENSIONS = /\.(?:ya?ml|json)$/i;

interface Found {
    readonly inputs: readonly Input[];
    readonly faults: readonly SourceFault[];
}

/** What the named inputs stand for, each file once: a folder for the manifests and charts below it. */
export async function findInputs(named: readonly string[]): Promise<Found> {
    const inputs = new Map<string, Input>();
    const faults: SourceFault[] = [];
    for (const path of named) {
        const found = await inputsAt(path);
        for (const fault of found.faults) {
            faults.push(fault);
        }
        if (found.inputs.length + found.faults.length === 0) {
            const next = "Name a folder with .yaml, .yml or .json files in it, or a chart.";
            faults.push({ file: path, message: "the folder holds no manifests", next });
        }
        for (const input of found.inputs) {
            // What leads nowhere is told when it is read.
            const key = input.kind === "stdin" ? input.path : await realpath(input.path).catch(() => input.path);
            inputs.set(key, inputs.get(key) ?? input);
        }
    }
    return { inputs: [...inputs.values()], faults };
}

async function inputsAt(path: string): Promise<Found> {
    if (path === "-") {
        return { inputs: [{ kind: "stdin", path }], faults: [] };
    }
    try {
        if ((await stat(path)).isDirectory()) {
            return await inputsBelow(path);
        }
        return { inputs: [{ kind: /\.(?:tgz|tar\.gz)$/.test(path) ? "chart" : "file", path }], faults: [] };
    } catch (error) {
        return { inputs: [], faults: [unreadableFault(path, error)] };
    }
}

async function inputsBelow(folder: string): Promise<Found> {
    const entries = (await readdir(folder, { withFileTypes: true })).sort((one, other) =>
        one.name < other.name ? -1 : 1,
    );
    if (entries.some(({ name }) => name === "Chart.yaml")) {
        return { inputs: [{ kind: "chart", path: folder }], faults: [] };
    }
    const inputs: Input[] = [];
    const faults: SourceFault[] = [];
    for (const entry of entries) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !SKIPPED.has(entry.name)) {
            const found = await inputsAt(path);
            for (const input of found.inputs) {
                inputs.push(input);
            }
            for (const fault of found.faults) {
                faults.push(fault);
            }
        } else if (EXTENSIONS.test(entry.name) && (await mayBeFile(entry, path))) {
            inputs.push({ kind: "file", path });
        }
    }
    return { inputs, faults };
}

/** Pipes and devices hold nothing while nobody writes; a link that leads nowhere is to be told. */
async function mayBeFile(entry: Dirent, path: string): Promise<boolean> {
    if (!entry.isSymbolicLink()) {
        return entry.isFile();
    }
    return stat(path).then(
        (target) => target.isFile(),
        () => true,
    );
}

/** Bytes of one file; what is read takes several times as much memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Everything that a file or standard input holds, or the fault that it cannot be read. */
export async function readBytes(
    path: string,
    stream: AsyncIterable<Buffer | string> = createReadStream(path),
): Promise<Buffer | Loaded> {
    const chunks: Buffer[] = [];
    let size = 0;
    try {
        for await (const chunk of stream) {
            const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
            chunks.push(bytes);
            size += bytes.length;
            if (size > MAX_BYTES) {
                const message = `it is larger than ${MAX_BYTES / 1024 / 1024} MiB`;
                return faulty({ file: path, message, next: "Split it into several files.", hidesObjects: true });
            }
        }
    } catch (error) {
        return faulty(unreadableFault(path, error));
    }
    return Buffer.concat(chunks);
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
    ["ENOENT", "there is no such file or folder"],
    ["EACCES", "reading it is not allowed"],
    ["EISDIR", "it is a folder"],
    ["ELOOP", "it is a link that leads to itself"],
]);

function unreadableFault(file: string, error: unknown): SourceFault {
    const { code } = Object(error) as { readonly code?: unknown };
    const message = REASONS.get(code) ?? `it cannot be read (${code ?? "no reason given"})`;
    return { file, message, next: "Name a file, a folder, a chart, or - for standard input.", hidesObjects: true };
}
