import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type Loaded, type LoadOptions, load } from "../../../policies/sources";

/** Contents by the path that they get. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** Writes files into a folder that exists as long as `use` runs. */
export async function inFolder<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), "eks-platform-sources-"));
    try {
        for (const [path, content] of Object.entries(files)) {
            await mkdir(dirname(join(folder, path)), { recursive: true });
            await writeFile(join(folder, path), content);
        }
        return await use(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** Reads a folder with these files, or some paths in it; files are named as in the folder. */
export async function loadFiles(
    files: Files,
    options: LoadOptions = {},
    paths: readonly string[] = [""],
): Promise<Loaded> {
    return inFolder(files, async (folder) => {
        const { faults, ...rest } = await load(
            paths.map((path) => join(folder, path)),
            options,
        );
        return { ...rest, faults: faults.map((fault) => ({ ...fault, file: relative(folder, fault.file) })) };
    });
}

/** Reads one manifest file that is named. */
export async function loadText(text: string | Buffer): Promise<Loaded> {
    return loadFiles({ "all.yaml": text }, {}, ["all.yaml"]);
}

/** Faults as `line: message`. */
export function faultLines({ faults }: Loaded): readonly string[] {
    return faults.map(({ line, message }) => `${line}: ${message}`);
}

/** Types of the resources. */
export function typesOf({ resources }: Loaded): readonly string[] {
    return resources.map(({ type }) => type);
}

/** Where a resource's value is written, as `line:column`. */
export function placeIn({ resources }: Loaded, path: string, index = 0): string | undefined {
    const place = resources[index]?.origin?.locate(path);
    return place && `${place.line}:${place.column}`;
}
