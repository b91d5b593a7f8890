import { type Document, isMap, LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import { type Fault, joinPath, show } from "../../core/faults/fault";
import { closest } from "../../core/faults/spelling";
import { type Exemption, Exemptions } from "./exemption";

const text = z.string().trim().min(1);

const exemption = z.strictObject({
    rule: text,
    resource: z.union([
        text.startsWith("urn:"),
        z.strictObject({ kind: text, namespace: text.optional(), name: text }),
    ]),
    reason: text,
    owner: text,
    expires: z.iso.date(),
    ticket: text.optional(),
});

const ALLOWED: ReadonlyMap<string, string> = new Map(
    Object.entries<string>({
        exemptions: "a list of exemptions",
        rule: "the id of a rule",
        resource: "a URN (* stands for any text), or an object with kind, name and, if need be, namespace",
        reason: "why the rule may be broken here",
        owner: "who answers for it",
        expires: "the last day on which it holds, as YYYY-MM-DD",
        ticket: "where it was decided",
    }),
);

/** The exemptions of a file, or everything that is wrong with it. */
export type ReadExemptions =
    | { readonly exemptions: Exemptions; readonly faults?: never }
    | { readonly faults: readonly Fault[]; readonly exemptions?: never };

/**
 * Reads a file of exemptions:
 *
 * ```yaml
 * exemptions:
 *   - rule: psa-hostPathVolumes
 *     resource: { kind: DaemonSet, namespace: monitoring, name: node-exporter }
 *     reason: It reads the metrics of its node.
 *     owner: observability
 *     expires: 2027-03-31
 *     ticket: OPS-123
 * ```
 *
 * @param file as the user named it, for messages
 * @param source the file's text
 * @param rules the ids that an exemption can name
 * @param today as `YYYY-MM-DD`
 */
export function readExemptions(file: string, source: string, rules: readonly string[], today: string): ReadExemptions {
    const lines = new LineCounter();
    // The day stays a text: YAML 1.2 knows no dates.
    const document = parseDocument(source, { lineCounter: lines, version: "1.2" });
    const [error] = document.errors;
    if (error !== undefined) {
        const received = error.message.split("\n")[0] ?? error.code;
        return { faults: [{ path: file, received, allowed: "YAML", next: "Mend the file." }] };
    }
    const content = plain(document);
    if (content === undefined) {
        const received = "aliases that repeat too much";
        return { faults: [{ path: file, received, allowed: "YAML", next: "Write the values out." }] };
    }
    const list = z.strictObject({ exemptions: z.array(z.unknown()) }).safeParse(content);
    if (!list.success) {
        return { faults: list.error.issues.map((issue) => faultOf(file, issue, content)) };
    }
    const faults: Fault[] = [];
    const entries: Exemption[] = [];
    for (const [index, value] of list.data.exemptions.entries()) {
        const node = document.getIn(["exemptions", index], true);
        const line = isMap(node) && node.range ? lines.linePos(node.range[0]).line : 1;
        const place = `${file}:${line}: exemptions[${index}]`;
        const entry = exemption.safeParse(value);
        if (!entry.success) {
            faults.push(...entry.error.issues.map((issue) => faultOf(place, issue, value)));
        } else if (!rules.includes(entry.data.rule)) {
            const near = closest(entry.data.rule, rules);
            const next = near === undefined ? "See docs/policy-reference.md." : `Did you mean ${near}?`;
            faults.push({ path: `${place}.rule`, received: show(entry.data.rule), allowed: "the id of a rule", next });
        } else {
            const { ticket, ...rest } = entry.data;
            entries.push({ ...rest, line, ...(ticket !== undefined && { ticket }) });
        }
    }
    return faults.length > 0 ? { faults } : { exemptions: new Exemptions(file, entries, today) };
}

/** The content as plain data; `undefined` where aliases multiply too much, or stand in themselves. */
function plain(document: Document): unknown {
    try {
        return JSON.parse(JSON.stringify(document.toJS() ?? null));
    } catch {
        return undefined;
    }
}

function faultOf(place: string, issue: z.core.$ZodIssue, value: unknown): Fault {
    const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
    const received = path.reduce<unknown>(
        (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
        value,
    );
    const key = String(path[0] ?? "exemptions");
    const isUnknownKey = issue.code === "unrecognized_keys";
    return {
        path: joinPath(place, path),
        received: show(received),
        allowed: isUnknownKey ? [...ALLOWED.keys()].slice(1).join(", ") : (ALLOWED.get(key) ?? issue.message),
        next: isUnknownKey ? "Remove the key." : `Write ${key}.`,
    };
}
