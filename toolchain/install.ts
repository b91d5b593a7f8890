import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ToolchainContext } from "./context";
import { cachedBinary, refusal, versionDirectory } from "./locate";
import { writeReceipt } from "./receipt";
import type { Tool } from "./tools";

const PARTIAL = "partial-";

/**
 * Puts a tool into the cache. It is made in a folder of its own, run once to see that it is the pinned version, written
 * through to the disk and only then moved into place whole: a run that is killed leaves nothing that looks like a tool.
 *
 * @param populate puts the binary, named after the tool, and what belongs to it into the folder that it is given
 * @throws when it cannot be made or is not the pinned version
 */
export async function install(
    tool: Tool,
    context: ToolchainContext,
    populate: (folder: string) => Promise<void>,
): Promise<string> {
    const target = versionDirectory(tool, context);
    const temporary = join(dirname(target), `${PARTIAL}${process.pid}-${randomUUID()}`);
    const bin = join(temporary, "bin");
    try {
        await mkdir(bin, { recursive: true });
        await populate(bin);
        const binary = join(bin, tool.name);
        const problem = await refusal(tool, binary);
        if (problem !== undefined) {
            throw new Error(problem);
        }
        await writeReceipt(temporary);
        await writeThrough(temporary);
        await replace(target, temporary);
        return cachedBinary(tool, context);
    } finally {
        await rm(temporary, { recursive: true, force: true });
    }
}

/** Removes what killed runs left behind. To be called with the tool's lock held. */
export async function sweepPartialInstalls(tool: Tool, context: ToolchainContext): Promise<void> {
    const folder = dirname(versionDirectory(tool, context));
    for (const name of await readdir(folder)) {
        if (!name.startsWith(PARTIAL) || isRunning(Number.parseInt(name.slice(PARTIAL.length), 10))) {
            continue;
        }
        await rm(join(folder, name), { recursive: true, force: true });
    }
}

/** Whatever is at the target was found unfit, so it makes way: by a rename too, since deleting a folder can be interrupted. */
async function replace(target: string, temporary: string): Promise<void> {
    const unfit = `${temporary}-replaced`;
    if (existsSync(target)) {
        await rename(target, unfit);
    }
    await rename(temporary, target);
    await flush(dirname(target));
    await rm(unfit, { recursive: true, force: true });
}

async function writeThrough(folder: string): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
            await writeThrough(path);
        } else if (entry.isFile()) {
            await flush(path);
        }
    }
    await flush(folder);
}

async function flush(path: string): Promise<void> {
    const handle = await open(path, "r");
    try {
        await handle.sync();
    } finally {
        await handle.close();
    }
}

/** This process installs nothing while it sweeps, so its own id is that of a killed run before it. */
function isRunning(pid: number): boolean {
    if (pid === process.pid) {
        return false;
    }
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error instanceof Error && "code" in error && error.code === "EPERM";
    }
}
