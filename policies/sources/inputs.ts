import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { Ignored } from "./ignored";
import { planKustomizations } from "./kustomization-plan";
import { faulty, type Loaded, type PassedOver, type SourceFault } from "./source";
import { KUSTOMIZATION_FILES, walk } from "./walk";

/** Something to read: standard input, a file, a chart or the folder of a kustomization. */
export interface Input {
    readonly kind: "stdin" | "file" | "chart" | "kustomization";
    readonly path: string;
    /** True where the user named it, so that it has to hold something to judge. A file of a folder may be of any other sort. */
    readonly isNamed: boolean;
}

interface Found {
    readonly inputs: readonly Input[];
    readonly faults: readonly SourceFault[];
    readonly passedOver: readonly PassedOver[];
}

/**
 * What the named inputs stand for, each file once: a folder for the manifests, charts and kustomizations below it.
 *
 * @param exclude what to leave out of folders, in the syntax of `.gitignore`. @default nothing
 */
export async function findInputs(named: readonly string[], exclude: readonly string[] = []): Promise<Found> {
    const inputs = new Map<string, Input>();
    const faults: SourceFault[] = [];
    const passedOver: PassedOver[] = [];
    for (const path of named) {
        const found = await inputsAt(path, exclude);
        for (const fault of found.faults) {
            faults.push(fault);
        }
        for (const one of found.passedOver) {
            passedOver.push(one);
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
    return { inputs: [...inputs.values()], faults, passedOver };
}

async function inputsAt(path: string, exclude: readonly string[]): Promise<Found> {
    const one = (kind: Input["kind"], at = path): Found => ({
        inputs: [{ kind, path: at, isNamed: true }],
        faults: [],
        passedOver: [],
    });
    if (path === "-") {
        return one("stdin");
    }
    try {
        if ((await stat(path)).isDirectory()) {
            return await inputsBelow(path, exclude);
        }
    } catch (error) {
        return { inputs: [], faults: [unreadableFault(path, error)], passedOver: [] };
    }
    if (KUSTOMIZATION_FILES.includes(basename(path))) {
        return one("kustomization", dirname(path));
    }
    return one(/\.(?:tgz|tar\.gz)$/.test(path) ? "chart" : "file");
}

async function inputsBelow(folder: string, exclude: readonly string[]): Promise<Found> {
    const { files, charts, kustomizations, passedOver, unreadable } = await walk(folder, Ignored.from(folder, exclude));
    const { builds, unused, covered, folders } = await planKustomizations(kustomizations);
    const others = files.filter((file) => !covered.has(resolve(file)));
    const isIdle = (file: string) => {
        const own = dirname(resolve(file));
        return folders.has(own) || (PATCHES.has(basename(own)) && folders.has(dirname(own)));
    };
    const found = (kind: Input["kind"], paths: readonly string[]) =>
        paths.map((path): Input => ({ kind, path, isNamed: false }));
    return {
        inputs: [
            ...found(
                "file",
                others.filter((file) => !isIdle(file)),
            ),
            ...found(
                "chart",
                charts.filter((chart) => !covered.has(resolve(chart))),
            ),
            ...found(
                "kustomization",
                builds.map((build) => build.folder),
            ),
        ],
        faults: unreadable.map(({ path, error }) => unreadableFault(path, error)),
        passedOver: [
            ...passedOver,
            ...unused.map((file) => ({ file, reason: UNUSED })),
            ...others.filter(isIdle).map((file) => ({ file, reason: IDLE })),
        ],
    };
}

/** Names of folders that hold the patches of the kustomization above them, by convention. */
const PATCHES: ReadonlySet<string> = new Set(["patches", "patch"]);

const IDLE = "the kustomization of its folder, or the one above its folder of patches, does not name it";
const UNUSED = "it is a component that no kustomization takes in";

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
