import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "../errors";
import type { Note } from "../notes";

/** The folder of a private stack, and what its files are for. */
export interface PrivateStack {
    readonly directory: string;
    readonly stack: string;
    /** Nothing real depends on the state of a simulated stack. */
    readonly simulated: boolean;
    readonly note: Note;
}

/** The layout of the engine's state folder; without this file the engine would look for an older one. */
const META = "version: 1\n";

/**
 * Makes the files of a private stack readable again that a kill, a full disk or a power cut has spoilt, before the engine reads
 * them: from the copies that the engine keeps, else, for a simulated stack, by beginning anew. What could not be read is set
 * aside in the folder `unreadable` and never deleted; each file is told in one line.
 *
 * @throws UserError when the state of a real stack and all its copies are unreadable
 */
export function recoverFiles(owner: PrivateStack): void {
    const bookkeeping = bookkeepingFolder(owner);
    const meta = join(bookkeeping, "meta.yaml");
    if (existsSync(meta) && readFileSync(meta, "utf8") !== META) {
        replaceFile(meta, META);
    }
    removeSidecars(bookkeeping);
    recoverCheckpoint(owner, bookkeeping);
    recoverWorld(owner);
}

/**
 * The passphrase that encrypts secrets in the state: random, made once, readable by the user alone, and kept twice, since without
 * it the state is lost.
 *
 * @throws UserError when a real stack needs it and neither copy is readable
 */
export function readPassphrase(owner: PrivateStack, create: () => string): string {
    const copies = ["passphrase", "passphrase.bak"].map((name) => join(owner.directory, name));
    const kept = copies.map(readText).find((text) => text !== undefined && /^[0-9a-f]{64}$/.test(text));
    const isNeeded = existsSync(checkpointFile(owner));
    if (kept === undefined && isNeeded) {
        beginAnew(owner, `the passphrase of the state (${copies[0]})`);
    }
    const passphrase = kept ?? create();
    for (const copy of copies) {
        if (readText(copy) !== passphrase) {
            replaceFile(copy, passphrase);
        }
    }
    return passphrase;
}

/** Replaces a file whole, so that a kill leaves the old one or the new one. */
function replaceFile(file: string, text: string): void {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, file);
}

/** Earlier versions kept a second file beside each, whose loss made the first unreadable to the engine. */
function removeSidecars(folder: string): void {
    if (!existsSync(folder)) {
        return;
    }
    for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (entry.endsWith(".attrs")) {
            rmSync(join(folder, entry));
        }
    }
}

/** Where the engine keeps what it knows of a private stack. */
export function bookkeepingFolder({ directory }: PrivateStack): string {
    return join(directory, "state", ".pulumi");
}

/** The state of a private stack; there is none before its first run. */
export function checkpointFile(owner: PrivateStack): string {
    return join(bookkeepingFolder(owner), "stacks", "eks-platform", `${owner.stack}.json`);
}

/**
 * Makes the state of a private stack that has none yet, as the engine writes one before it puts anything in. Its own command for
 * that takes a third of a second.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/go/common/apitype/core.go for the format, `CheckpointV3`
 */
export function beginState(owner: PrivateStack): void {
    const file = checkpointFile(owner);
    if (existsSync(file)) {
        return;
    }
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    replaceFile(join(bookkeepingFolder(owner), "meta.yaml"), META);
    const checkpoint = { stack: `organization/eks-platform/${owner.stack}` };
    replaceFile(file, JSON.stringify({ version: 3, checkpoint }));
}

function recoverCheckpoint(owner: PrivateStack, bookkeeping: string): void {
    const file = checkpointFile(owner);
    if (!existsSync(file) || isCheckpoint(file)) {
        return;
    }
    const copy = checkpointCopies(owner, bookkeeping).find(isCheckpoint);
    if (copy === undefined) {
        beginAnew(owner, `the state (${file})`);
        return;
    }
    const { name } = setAside(owner, file);
    replaceFile(file, readFileSync(copy, "utf8"));
    owner.note(
        `the state could not be read (kept as ${name}): continuing from its copy of ${statSync(copy).mtime.toISOString()}`,
    );
}

/** The engine's own copies, the latest first: before each write, and after each operation two more. */
function checkpointCopies(owner: PrivateStack, bookkeeping: string): readonly string[] {
    const below = (kind: string, ending: string) => {
        const folder = join(bookkeeping, kind, "eks-platform", owner.stack);
        if (!existsSync(folder)) {
            return [];
        }
        // The time of writing, in nanoseconds, is part of each name.
        const names = readdirSync(folder).filter((name) => name.endsWith(ending));
        return names
            .sort()
            .reverse()
            .map((name) => join(folder, name));
    };
    const backup = `${checkpointFile(owner)}.bak`;
    return [backup, ...below("backups", ".json"), ...below("history", ".checkpoint.json")];
}

function isCheckpoint(file: string): boolean {
    try {
        const { checkpoint } = JSON.parse(readFileSync(file, "utf8"));
        return typeof checkpoint === "object" && checkpoint !== null;
    } catch {
        return false;
    }
}

/** The journal of the simulated world is lines of JSON: those that can be read are kept. */
function recoverWorld(owner: PrivateStack): void {
    const file = join(owner.directory, "world.jsonl");
    const text = readText(file);
    if (text === undefined) {
        return;
    }
    const lines = text.split("\n");
    // The last line may be half written: that is what a kill leaves, and the journal's reader drops it.
    const sound = lines.filter((line, index) => index === lines.length - 1 || isEntry(line));
    if (sound.length === lines.length) {
        return;
    }
    const { name } = setAside(owner, file);
    replaceFile(file, sound.join("\n"));
    const lost = lines.length - sound.length;
    owner.note(
        `${lost} lines of the simulated world could not be read (kept as ${name}): what they held is gone from it`,
    );
}

function isEntry(line: string): boolean {
    try {
        const entry: unknown = JSON.parse(line);
        return typeof entry === "object" && entry !== null && "op" in entry;
    } catch {
        return false;
    }
}

function beginAnew(owner: PrivateStack, what: string): void {
    if (!owner.simulated) {
        throw new UserError(
            `${what} of the stack ${owner.stack} cannot be read, and neither can its copies.\n` +
                "Next step: put a readable copy there. Without one, for the control plane on this machine: npm run down, then\n" +
                `npm start. For a cluster of your own: delete what the stack made in it, and the folder ${owner.directory}.`,
        );
    }
    for (const name of ["state", "world.jsonl", "passphrase", "passphrase.bak"]) {
        const file = join(owner.directory, name);
        if (existsSync(file)) {
            setAside(owner, file);
        }
    }
    owner.note(
        `${what} of the simulated stack cannot be read: set aside in ${join(owner.directory, "unreadable")}, it begins anew`,
    );
}

function setAside({ directory }: PrivateStack, file: string): { readonly name: string } {
    const folder = join(directory, "unreadable");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = join(folder, `${basename(file)}.${Date.now()}`);
    renameSync(file, name);
    return { name };
}

function readText(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return undefined;
    }
}
