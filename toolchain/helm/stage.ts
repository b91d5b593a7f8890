import { constants } from "node:fs";
import { copyFile, mkdir, readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { list, type ReadEntry } from "tar";
import type { Outcome } from "../../core/outcome";

/** A copy of a chart that Helm can be given, or why there is none. */
export type StagedChart = Outcome<{ readonly path: string }>;

/** Bytes of a chart; Helm itself unpacks no more than 100 MiB of an archive. */
const MAX_BYTES = 100 * 1024 * 1024;
const MAX_FILES = 10_000;

/** Neither is part of a chart, and both may be large. */
const SKIPPED: ReadonlySet<string> = new Set([".git", "node_modules"]);

/**
 * Copies a chart, a folder or an archive, for Helm to read. Helm follows links wherever they lead, and what it reads may appear
 * in what it renders; the copy holds no links, and a chart with one that leads out of it is refused.
 *
 * @param folder where the copy is made
 */
export async function stageChart(chart: string, folder: string): Promise<StagedChart> {
    try {
        const root = await realpath(chart);
        const path = join(folder, "chart");
        const kind = await stat(root);
        if (kind.isDirectory()) {
            if (!(await readdir(root)).includes("Chart.yaml")) {
                return { problem: "there is no Chart.yaml in it" };
            }
            await new FolderCopy(root).copy(root, path, []);
            return { path };
        }
        if (!kind.isFile()) {
            return { problem: "it is neither a file nor a folder" };
        }
        new Measure().add(kind.size);
        await copyFile(root, `${path}.tgz`, constants.COPYFILE_EXCL);
        await inspectArchive(`${path}.tgz`);
        return { path: `${path}.tgz` };
    } catch (error) {
        if (error instanceof Refusal) {
            return { problem: error.message };
        }
        const { code } = Object(error) as { readonly code?: unknown };
        return { problem: code === "ENOENT" ? "there is no such file or folder" : `it cannot be read (${code})` };
    }
}

class Refusal extends Error {}

/** What a copy has taken so far, held against the limits. */
class Measure {
    private bytes = 0;
    private files = 0;

    add(bytes: number): void {
        this.bytes += bytes;
        this.files += 1;
        if (this.bytes > MAX_BYTES) {
            throw new Refusal(`it is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
        }
        if (this.files > MAX_FILES) {
            throw new Refusal(`it holds more than ${MAX_FILES} files and folders`);
        }
    }
}

class FolderCopy {
    private readonly measure = new Measure();

    constructor(private readonly root: string) {}

    /** @param above the folders that this one is copied into, links among them */
    async copy(from: string, to: string, above: readonly string[]): Promise<void> {
        await mkdir(to);
        this.measure.add(0);
        for (const entry of await readdir(from, { withFileTypes: true })) {
            const source = join(from, entry.name);
            const target = join(to, entry.name);
            const file = entry.isSymbolicLink() ? await this.follow(source) : source;
            const kind = await stat(file);
            if (kind.isDirectory()) {
                if ([...above, from].includes(file)) {
                    throw new Refusal(`${this.name(source)} is a link that leads in a circle`);
                }
                if (!SKIPPED.has(entry.name)) {
                    await this.copy(file, target, [...above, from]);
                }
            } else if (kind.isFile()) {
                this.measure.add(kind.size);
                await copyFile(file, target, constants.COPYFILE_EXCL);
            } else {
                throw new Refusal(`${this.name(source)} is neither a file nor a folder`);
            }
        }
    }

    /** What a link stands for, through all further links. */
    private async follow(link: string): Promise<string> {
        const file = await realpath(link).catch(() => undefined);
        if (file === undefined) {
            throw new Refusal(`${this.name(link)} is a link that leads nowhere`);
        }
        if (file !== this.root && !file.startsWith(`${this.root}${sep}`)) {
            throw new Refusal(`${this.name(link)} is a link that leads out of the chart`);
        }
        return file;
    }

    private name(path: string): string {
        return relative(this.root, path);
    }
}

const FILES: ReadonlySet<string> = new Set(["File", "OldFile", "ContiguousFile"]);
const FOLDERS: ReadonlySet<string> = new Set(["Directory", "GNUDumpDir"]);

/** @throws Refusal where an archive holds anything but files and folders of its own, or is none */
async function inspectArchive(file: string): Promise<void> {
    const measure = new Measure();
    let refusal: Refusal | undefined;
    const inspect = (entry: ReadEntry) => {
        try {
            inspectEntry(entry, measure);
        } catch (error) {
            refusal ??= error as Refusal;
        }
    };
    try {
        await list({ file, strict: true, onReadEntry: inspect });
    } catch {
        throw refusal ?? new Refusal("it is no archive of a chart");
    }
    if (refusal !== undefined) {
        throw refusal;
    }
}

function inspectEntry({ path, type, size }: ReadEntry, measure: Measure): void {
    measure.add(size);
    if (type === "SymbolicLink" || type === "Link") {
        throw new Refusal(`${path} is a link, which no packaged chart holds`);
    }
    if (!FILES.has(type) && !FOLDERS.has(type)) {
        throw new Refusal(`${path} is neither a file nor a folder (${type})`);
    }
    if (path.startsWith("/") || path.split(/[/\\]/).includes("..")) {
        throw new Refusal(`${path} leads out of the archive`);
    }
}
