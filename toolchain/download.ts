import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { chmod, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract } from "tar";
import type { Network } from "./network";
import type { Release, Tool } from "./tools";

/**
 * Downloads an official release into a folder. Nothing of it is unpacked or kept before its SHA-256 checksum is seen to be
 * the published one.
 */
export async function download(
    tool: Tool,
    release: Release,
    folder: string,
    network: Network,
    progress: (message: string) => void,
): Promise<void> {
    const fileName = basename(new URL(release.url).pathname);
    const expected = findChecksum(await network.text(release.checksumUrl), fileName);
    if (expected === undefined) {
        throw new Error(`${release.checksumUrl} has no SHA-256 checksum for ${fileName}`);
    }

    progress(`downloading ${release.url}`);
    const file = join(folder, `.${fileName}`);
    const actual = await network.body(release.url, async (response) => {
        const size = Number(response.headers.get("content-length"));
        const hash = createHash("sha256");
        const meter = new Meter(hash, size, progress);
        await pipeline(Readable.fromWeb(response.body ?? new ReadableStream()), meter, createWriteStream(file));
        return hash.digest("hex");
    });
    if (actual !== expected) {
        throw new Error(`the checksum of ${release.url} is ${actual}, but the published one is ${expected}`);
    }
    progress("checksum verified");
    await unpack(tool, release, file, folder);
}

/** The checksum of a file in what was published: lines of `checksum  name`, or one bare checksum. */
export function findChecksum(published: string, fileName: string): string | undefined {
    const lines = published
        .trim()
        .split("\n")
        .map((line) => line.trim().split(/\s+/));
    const [checksum] =
        lines.find(([, name]) => name !== undefined && basename(name.replace(/^\*/, "")) === fileName) ??
        lines.find((fields) => fields.length === 1) ??
        [];
    return checksum !== undefined && /^[0-9a-f]{64}$/i.test(checksum) ? checksum.toLowerCase() : undefined;
}

async function unpack(tool: Tool, release: Release, file: string, folder: string): Promise<void> {
    const binary = join(folder, tool.name);
    if (release.archive === undefined) {
        await rename(file, binary);
    } else {
        const isWanted = (path: string) => release.archive === "everything" || /\/(.*)/.exec(path)?.[1] === tool.name;
        await extract({ file, cwd: folder, strip: 1, strict: true, filter: isWanted });
        await rm(file);
    }
    await chmod(binary, 0o755);
}

/** Hashes what passes and tells how far it is, at each tenth. */
class Meter extends Transform {
    private passed = 0;
    private tenth = 0;

    constructor(
        private readonly hash: ReturnType<typeof createHash>,
        private readonly size: number,
        private readonly progress: (message: string) => void,
    ) {
        super();
    }

    override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
        this.hash.update(chunk);
        this.passed += chunk.length;
        const tenth = this.size > 0 ? Math.floor((this.passed / this.size) * 10) : 0;
        if (tenth > this.tenth && this.size > 10_000_000) {
            this.tenth = tenth;
            this.progress(`downloaded ${tenth * 10} % of ${Math.round(this.size / 1_000_000)} MB`);
        }
        done(null, chunk);
    }
}
