import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** What a tool was when it was put into the cache. */
interface Receipt {
    /** By path below the tool's folder. */
    readonly files: Readonly<Record<string, FileReceipt>>;
}

interface FileReceipt {
    readonly sha256: string;
    /** As the file system described the file when the checksum was seen to hold. */
    readonly seen: string;
}

/**
 * Writes down what every file of a tool holds.
 *
 * @param directory the tool's folder, with the files in `bin`
 */
export async function writeReceipt(directory: string): Promise<void> {
    const names = (await readdir(join(directory, "bin"))).map((name) => join("bin", name));
    const files = await Promise.all(names.map(async (name) => [name, await describe(join(directory, name))] as const));
    await save(directory, { files: Object.fromEntries(files) });
}

/**
 * Compares a cached tool with its receipt. A file is read again only when the file system says that it was touched since its
 * checksum was last seen to hold: reading all of pulumi takes a third of a second, looking at it none.
 *
 * @returns `absent` without a receipt, `sound`, or what is wrong
 */
export async function checkReceipt(directory: string): Promise<"absent" | "sound" | { readonly problem: string }> {
    const receipt = await read(directory);
    if (receipt === undefined) {
        return "absent";
    }
    const files: Record<string, FileReceipt> = {};
    let touched = false;
    for (const [name, known] of Object.entries(receipt.files)) {
        const path = join(directory, name);
        const seen = await look(path);
        if (seen === known.seen) {
            files[name] = known;
            continue;
        }
        touched = true;
        if (seen === undefined) {
            return { problem: `${path} is missing` };
        }
        if ((await checksum(path)) !== known.sha256) {
            return { problem: `${path} is not what was installed: its SHA-256 checksum is another` };
        }
        files[name] = { ...known, seen };
    }
    // A cache that cannot be written is read again each time.
    if (touched) {
        await save(directory, { files }).catch(() => undefined);
    }
    return "sound";
}

async function describe(path: string): Promise<FileReceipt> {
    // Looked at first: what is written meanwhile is read again at the next look.
    const seen = await look(path);
    return { sha256: await checksum(path), seen: seen ?? "" };
}

/** Nobody can set the time of the last change, which any write moves. */
async function look(path: string): Promise<string | undefined> {
    try {
        const { size, ino, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
        return [size, ino, mtimeNs, ctimeNs].join(" ");
    } catch {
        return undefined;
    }
}

async function checksum(path: string): Promise<string> {
    const hash = createHash("sha256");
    await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
    return hash.digest("hex");
}

function receiptPath(directory: string): string {
    return join(directory, "receipt.json");
}

/** A receipt that cannot be read, or of an earlier version, is none. */
async function read(directory: string): Promise<Receipt | undefined> {
    try {
        const { files }: Partial<Receipt> = JSON.parse(await readFile(receiptPath(directory), "utf8"));
        return files && { files };
    } catch {
        return undefined;
    }
}

async function save(directory: string, receipt: Receipt): Promise<void> {
    const draft = `${receiptPath(directory)}.${process.pid}`;
    await writeFile(draft, JSON.stringify(receipt));
    await rename(draft, receiptPath(directory));
}
