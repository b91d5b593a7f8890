import pc from "picocolors";
import { kindOf, nameOf } from "../../core/engine/urn";

/** The symbols that Pulumi's own display uses, with the word for what happens. */
const OPERATIONS: Readonly<Record<string, readonly [symbol: string, doing: string, paint: (text: string) => string]>> =
    {
        create: ["+", "create", pc.green],
        update: ["~", "update", pc.yellow],
        delete: ["-", "delete", pc.red],
        replace: ["+-", "replace", pc.magenta],
        "create-replacement": ["++", "create replacement", pc.green],
        "delete-replaced": ["--", "delete replaced", pc.red],
        read: [">", "read", pc.cyan],
        import: ["=", "import", pc.cyan],
        refresh: ["~", "refresh", pc.cyan],
        "discard-replaced": ["<", "discard", pc.yellow],
        "remove-pending-replace": ["-", "forget", pc.yellow],
    };

/** The steps of which a replacement consists; the step `replace` tells all of it. */
const PARTS: ReadonlySet<string> = new Set(["create-replacement", "delete-replaced"]);

/** Whether a step is a part of another, which is told as a whole. */
export function isPart({ op }: { readonly op: string }): boolean {
    return PARTS.has(op);
}

/** One line for a finished step; undefined for a resource that stays the same. */
export function stepLine(step: { op: string; urn: string; type: string }, seconds?: number): string | undefined {
    const known = OPERATIONS[step.op];
    if (!known) {
        return undefined;
    }
    const [symbol, doing, paint] = known;
    const time = seconds !== undefined && seconds >= 1 ? pc.dim(` (${Math.round(seconds)}s)`) : "";
    return `${paint(symbol.padStart(3))} ${pc.dim(kindOf(step.type))} ${nameOf(step.urn)} ${paint(doing)}${time}`;
}

/** `+ 12`, with the symbol and the colour of the step, in a column. */
export function stepWord(op: string, count: number): string {
    const [symbol = "", , paint = String] = OPERATIONS[op] ?? [];
    return paint(`${symbol.padStart(3)} ${String(count).padStart(3)}`);
}

/** `12 to create, 3 unchanged`: the numbers of an operation's summary, in Pulumi's order. */
export function changeSummary(changes: Readonly<Record<string, number>>): string {
    const parts = Object.keys(OPERATIONS)
        .filter((op) => changes[op] && !(isPart({ op }) && changes.replace))
        .map((op) => `${OPERATIONS[op]?.[2](`${OPERATIONS[op]?.[0]} ${changes[op]}`)} ${OPERATIONS[op]?.[1]}`);
    const same = changes.same ? [pc.dim(`${changes.same} unchanged`)] : [];
    return [...(parts.length > 0 ? parts : ["0 changes"]), ...same].join(", ");
}
