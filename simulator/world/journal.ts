import {
    closeSync,
    existsSync,
    fsyncSync,
    mkdirSync,
    openSync,
    readFileSync,
    renameSync,
    writeFileSync,
    writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { PropertyMap } from "../../core/engine/values";

/** One resource of the simulated cloud. Secrets are sealed. */
export interface StoredResource {
    /** Type token. */
    readonly type: string;
    /** Where the id is unique: a region, a Kubernetes API server, or empty for the whole cloud. */
    readonly scope: string;
    /** Unique among the resources of its type and scope. */
    readonly id: string;
    /** For which it was made; a resource that is renamed keeps the former one. */
    readonly urn: string;
    /** How many resources were made for the URN before this one. */
    readonly generation: number;
    /** Of the last create or update, with drift merged in. */
    readonly inputs: PropertyMap;
    /** All properties. */
    readonly outputs: PropertyMap;
}

/** One line of a journal. */
export type Entry =
    | { readonly op: "open"; readonly version: 1; readonly salt: string }
    | { readonly op: "put"; readonly resource: StoredResource }
    | { readonly op: "remove"; readonly type: string; readonly scope: string; readonly id: string }
    | { readonly op: "generation"; readonly urn: string; readonly count: number };

/** An append-only file of mutations. Each is written through at once, so that a killed process loses none of them. */
export class Journal {
    private readonly descriptor: number;

    private constructor(descriptor: number) {
        this.descriptor = descriptor;
    }

    /** Starts a fresh journal that holds exactly these entries, in place of whatever the file held. */
    static start(path: string, entries: Iterable<Entry>): Journal {
        mkdirSync(dirname(path), { recursive: true });
        const replacement = `${path}.new`;
        let text = "";
        for (const entry of entries) {
            text += line(entry);
        }
        writeFileSync(replacement, text, { mode: 0o600 });
        renameSync(replacement, path);
        return new Journal(openSync(path, "a", 0o600));
    }

    /** Writes one mutation. */
    append(entry: Entry): void {
        writeSync(this.descriptor, line(entry));
    }

    /** Ends the journal once the disk has all of it. */
    close(): void {
        fsyncSync(this.descriptor);
        closeSync(this.descriptor);
    }
}

/**
 * Reads a journal. A last line that a killed process left half written is dropped.
 * @throws Error naming the line when another one is not readable: the file is not a journal, or was edited.
 */
export function readEntries(path: string): Entry[] {
    if (!existsSync(path)) {
        return [];
    }
    const lines = readFileSync(path, "utf8").split("\n");
    const torn = lines.pop();
    const entries = lines.map((text, index) => parse(text, path, index + 1));
    if (torn) {
        const last = tryParse(torn);
        if (last) {
            entries.push(last);
        }
    }
    return entries;
}

function line(entry: Entry): string {
    return `${JSON.stringify(entry)}\n`;
}

function parse(text: string, path: string, number: number): Entry {
    const entry = tryParse(text);
    if (!entry) {
        throw new Error(
            `${path}:${number} is not a line of a simulated world. Delete the file to begin with an empty cloud.`,
        );
    }
    return entry;
}

function tryParse(text: string): Entry | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null && "op" in value ? (value as Entry) : undefined;
    } catch {
        return undefined;
    }
}
