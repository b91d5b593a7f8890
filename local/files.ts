import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";

/** Creates the folder, and those above it, for its owner alone (mode 0700). */
export async function ensurePrivateDirectory(path: string): Promise<void> {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
}

/** Replaces a file as a whole, readable by its owner alone: a reader or a killed writer never leaves half a file in use. */
export async function writePrivateFile(path: string, content: string): Promise<void> {
    const temporary = `${path}.${process.pid}.tmp`;
    await writeFile(temporary, content, { mode: 0o600 });
    await rename(temporary, path);
}

/** The file's text, or undefined when there is no such file. */
export async function readIfPresent(path: string): Promise<string | undefined> {
    try {
        return await readFile(path, "utf8");
    } catch (error) {
        if (isErrorCode(error, "ENOENT")) {
            return undefined;
        }
        throw error;
    }
}

/** Whether `error` is a system error with this code, for example `ENOENT`. */
export function isErrorCode(error: unknown, code: string): boolean {
    return error instanceof Error && "code" in error && error.code === code;
}
