import { type FileHandle, open, stat, truncate } from "node:fs/promises";
import { join } from "node:path";

const SIZE_LIMIT = 20 * 1024 * 1024;

export function logDirectory(directory: string): string {
    return join(directory, "logs");
}

export function logPath(directory: string, part: string): string {
    return join(logDirectory(directory), `${part}.log`);
}

/** Opens a log for appending and says where the writing of this run begins. */
export async function openLog(path: string): Promise<{ handle: FileHandle; offset: number }> {
    const handle = await open(path, "a", 0o600);
    return { handle, offset: (await handle.stat()).size };
}

/** The last lines of a log, of what was written from `offset` on. */
export async function lastLines(path: string, count: number, offset = 0): Promise<string[]> {
    const handle = await open(path, "r");
    try {
        const { size } = await handle.stat();
        const start = Math.max(Math.min(offset, size), size - 16_384);
        const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - start), position: start });
        const lines = buffer.toString("utf8", 0, bytesRead).split("\n");
        return lines.filter((line) => line.trim() !== "").slice(-count);
    } finally {
        await handle.close();
    }
}

/** Empties a log that has grown past 20 MiB; its writer appends, so it goes on at the start of the file. */
export async function limitLog(path: string): Promise<void> {
    if ((await stat(path)).size > SIZE_LIMIT) {
        await truncate(path);
    }
}
