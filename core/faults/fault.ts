import { visible } from "./visible";
import { wrap } from "./wrap";

/** One thing that is wrong with a stack's configuration. */
export interface Fault {
    /** Where it is, with the namespace, for example `eks-platform:network.zones[1]`. */
    readonly path: string;
    /** The value found there; `[secret]` for a secret, `nothing` when a required value is absent. */
    readonly received: string;
    /** What is accepted there. */
    readonly allowed: string;
    /** What to do about it. */
    readonly next: string;
}

/** All faults of one stack's configuration; the message is the report that the user reads. */
export class ConfigError extends Error {
    /** In the order of the report. */
    readonly faults: readonly Fault[];

    /**
     * @param source what was read: a stack's name or a file's path
     * @param faults every fault that was found, at least one
     * @param consequence what follows for the reader. @default nothing was created
     */
    constructor(source: string, faults: readonly Fault[], consequence = "nothing was created") {
        super(renderReport(source, faults, consequence));
        this.name = "ConfigError";
        this.faults = faults;
    }
}

function renderReport(source: string, faults: readonly Fault[], consequence: string): string {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    const entries = faults.flatMap((fault) => [
        `  ${visible(fault.path)}`,
        `    received: ${visible(fault.received)}`,
        ...entry("allowed:", visible(fault.allowed)),
        ...entry("next:", visible(fault.next)),
    ]);
    return [`The configuration of ${visible(source)} has ${count}; ${consequence}.`, ...entries].join("\n");
}

const COLUMNS = 80;

const NAME_WIDTH = "received: ".length;

function entry(name: string, text: string): string[] {
    const [first = "", ...others] = wrap(text, COLUMNS, " ".repeat(4 + NAME_WIDTH));
    return [`    ${name.padEnd(NAME_WIDTH)}${first.trimStart()}`, ...others];
}

const LONGEST_SHOWN = 120;

/** A value as a fault report shows it: JSON on one line, cut where it gets long. */
export function show(value: unknown): string {
    if (value === undefined) {
        return "nothing";
    }
    const text = JSON.stringify(value) ?? String(value);
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
}

/** A key that needs no quotes in a path: file paths, host names and labels are keys, too. */
const PLAIN_KEY = /^[\w/.:@-]*[\w/@-]$/;

/** A fault at a path whose first part is the key, shown as a report shows it. */
export function faultAt(
    [key, ...path]: readonly [string, ...PropertyKey[]],
    received: unknown,
    allowed: string,
    next: string,
): Fault {
    return { path: joinPath(key, path), received: show(received), allowed, next };
}

/** `eks-platform:network` and `["zones", 1]` as `eks-platform:network.zones[1]`; a key of other characters stands in quotes. */
export function joinPath(key: string, path: readonly PropertyKey[]): string {
    const start = /^[^:\s]/.test(key) ? key : JSON.stringify(key);
    return path.reduce<string>((joined, part) => {
        if (typeof part === "number") {
            return `${joined}[${part}]`;
        }
        return PLAIN_KEY.test(String(part))
            ? `${joined}.${String(part)}`
            : `${joined}[${JSON.stringify(String(part))}]`;
    }, start);
}
