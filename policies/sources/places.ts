import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from "js-yaml";
import { inAnyForm, MAX_DEPTH } from "./yaml";

/** Counted from 1. */
export interface Place {
    readonly line: number;
    readonly column: number;
}

export type Step = string | number;

/** One value of a document, with the offset of the place where it is written. */
interface Written {
    readonly offset: number;
    readonly keys?: Map<string, Written>;
    readonly items?: Written[];
    /** What `<<` takes over: a map or a list of maps. */
    readonly merged?: Written[];
}

/** Findings of one document come together, so the map of the last one is all that is worth its memory. */
let last: { readonly start: Place; readonly root: Written | undefined; readonly lines: readonly number[] } | undefined;

/**
 * Where a value is written in a YAML or JSON document, else where its nearest parent is.
 *
 * @param text the document
 * @param start where the document begins in its file; one object for one document
 * @param steps names and indexes from the root
 */
export function placeOf(text: string, start: Place, steps: readonly Step[]): Place {
    if (last?.start !== start) {
        last = { start, root: readPlaces(text), lines: lineStarts(text) };
    }
    let written = last.root;
    let offset = written?.offset ?? 0;
    for (const step of steps) {
        written = written && childOf(written, step);
        if (written === undefined) {
            break;
        }
        offset = written.offset;
    }
    return toPlace(last.lines, start, offset);
}

/** The place of an offset in a text that begins at another place of its file. */
export function placeAt(text: string, start: Place, offset: number): Place {
    return toPlace(lineStarts(text), start, offset);
}

function lineStarts(text: string): readonly number[] {
    const starts = [0];
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
        starts.push(end + 1);
    }
    return starts;
}

function toPlace(lines: readonly number[], start: Place, offset: number): Place {
    let low = 0;
    for (let high = lines.length; high - low > 1; ) {
        const middle = (low + high) >> 1;
        if ((lines[middle] ?? 0) <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return { line: start.line + low, column: offset - (lines[low] ?? 0) + (low === 0 ? start.column : 1) };
}

const STEP = /\.?([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;

/** The steps of a path as `Value.path` writes it, for example `metadata.annotations["a.b/c"]`. */
export function stepsOf(path: string): readonly Step[] {
    return [...path.matchAll(STEP)].map(([, name, index, quoted]) =>
        index !== undefined ? Number(index) : quoted !== undefined ? String(JSON.parse(quoted)) : (name ?? ""),
    );
}

/** @param seen maps that were looked at already: many merges may lead to one */
function childOf({ items, keys, merged }: Written, step: Step, seen = new Set<unknown>()): Written | undefined {
    const own = typeof step === "number" ? items?.[step] : keys?.get(step);
    if (own !== undefined || seen.has(keys)) {
        return own;
    }
    seen.add(keys);
    for (const source of merged?.flatMap((one) => one.items ?? [one]) ?? []) {
        const found = childOf(source, step, seen);
        if (found !== undefined) {
            return found;
        }
    }
    return undefined;
}

/** A document that holds a fault has no places besides its beginning. */
function readPlaces(text: string): Written | undefined {
    try {
        return inAnyForm(text, (document, original) =>
            new PlaceReader(document, original).read(parseEvents(document, { maxDepth: MAX_DEPTH })),
        );
    } catch {
        return undefined;
    }
}

/** A key whose value is still to come. */
interface Key {
    readonly name: string;
    readonly offset: number;
    readonly isMerge: boolean;
}

class PlaceReader {
    private readonly anchors = new Map<string, Written>();
    private readonly open: { readonly written: Written; key?: Key }[] = [];
    private root: Written | undefined;

    constructor(
        private readonly text: string,
        private readonly original: (offset: number) => number,
    ) {}

    read(events: readonly Event[]): Written | undefined {
        for (const event of events) {
            this.take(event);
        }
        return this.root;
    }

    private take(event: Event): void {
        switch (event.type) {
            case EVENT_ID.MAPPING:
                this.enter(event, { offset: this.original(event.start), keys: new Map(), merged: [] });
                break;
            case EVENT_ID.SEQUENCE:
                this.enter(event, { offset: this.original(event.start), items: [] });
                break;
            case EVENT_ID.SCALAR: {
                const isQuoted =
                    event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
                const written = { offset: this.original(event.valueStart - (isQuoted ? 1 : 0)) };
                this.remember(event, written);
                this.add(written, () => getScalarValue(this.text, event), isQuoted);
                break;
            }
            case EVENT_ID.ALIAS: {
                const target = this.anchors.get(this.text.slice(event.anchorStart, event.anchorEnd));
                this.add({ ...target, offset: this.original(event.anchorStart - 1) }, () => "");
                break;
            }
            case EVENT_ID.POP:
                this.open.pop();
        }
    }

    private enter(event: { readonly anchorStart: number; readonly anchorEnd: number }, written: Written): void {
        this.remember(event, written);
        this.add(written, () => "");
        this.open.push({ written });
    }

    private remember(event: { readonly anchorStart: number; readonly anchorEnd: number }, written: Written): void {
        if (event.anchorStart >= 0) {
            this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), written);
        }
    }

    /** A field is found where its key is, an item where it begins itself. A quoted `<<` is a key as any other. */
    private add(written: Written, text: () => string, isQuoted = false): void {
        const parent = this.open.at(-1);
        if (parent === undefined) {
            this.root ??= written;
        } else if (parent.written.items !== undefined) {
            parent.written.items.push(written);
        } else if (parent.key === undefined) {
            const name = text();
            parent.key = { name, offset: written.offset, isMerge: name === "<<" && !isQuoted };
        } else {
            const { name, offset, isMerge } = parent.key;
            delete parent.key;
            if (isMerge) {
                parent.written.merged?.push(written);
            } else {
                parent.written.keys?.set(name, { ...written, offset });
            }
        }
    }
}
