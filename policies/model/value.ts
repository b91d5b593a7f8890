import { UNKNOWN_STRING, UNKNOWN_STRINGS } from "../../core/engine/signatures";
import type { Reading } from "./reading";
import { childPath, stepsOf } from "./value-path";

/** What the engine writes in place of a secret that it cannot decrypt: a text, a number, an object, whatever it was. */
export const SECRET = "[secret]";

/** True for a value that only an update can tell. */
export function isUnknown(data: unknown): boolean {
    return typeof data === "string" && UNKNOWN_STRINGS.has(data);
}

/**
 * One place in a resource's properties, which is known, unknown or absent.
 *
 * Reading an unknown never throws and never looks like a violation: it is written down in {@link Reading.unknowns},
 * so that each other value of the resource is still judged. `null` counts as absent, as it does in Kubernetes.
 */
export class Value {
    constructor(
        private readonly data: unknown,
        private readonly reading: Reading,
        private readonly parent?: Value,
        private readonly step: string | number = "",
        /** True when the place asked for lies somewhere below, in an unknown. */
        private readonly isBelow = false,
    ) {}

    /** Where the value is, for example `spec.containers[0].image`. Below an unknown it is the unknown's own path. */
    get path(): string {
        return this.parent === undefined ? String(this.step) : childPath(this.parent.path, this.step);
    }

    /** The keys and indexes that lead from the resource's properties to the value. */
    get keys(): readonly (string | number)[] {
        return this.parent === undefined ? [] : [...this.parent.keys, this.step];
    }

    /** Follows a dotted path, for example `spec.template.metadata`. */
    at(path: string): Value {
        return stepsOf(path).reduce<Value>((value, key) => value.key(key), this);
    }

    /** The child with this exact name, which may contain dots (an annotation). */
    key(name: string): Value {
        if (this.isUntold) {
            return new Value(this.data, this.reading, this.parent, this.step, true);
        }
        return this.data === SECRET
            ? new Value(UNKNOWN_STRING, this.reading, this.parent, this.step, true)
            : this.child(name);
    }

    /** True when only an update can tell the value, which {@link Reading.asked} writes down. */
    get isUnknown(): boolean {
        if (this.isUntold) {
            this.reading.asked.add(this.path);
        }
        return this.isUntold;
    }

    private get isUntold(): boolean {
        return isUnknown(this.data);
    }

    /** The value, or `undefined` when it is absent or unknown. Whatever is unknown within a list or map counts as read. */
    get known(): unknown {
        this.readWhole(new Set());
        return this.unread;
    }

    /** @param seen what is read already: aliases of YAML may lead back to what holds them */
    private readWhole(seen: Set<unknown>): void {
        if (this.isUntold) {
            this.reading.unknowns.add(this.path);
        } else if (isObject(this.data) && !seen.has(this.data)) {
            seen.add(this.data);
            for (const key of Object.keys(this.data)) {
                this.child(Array.isArray(this.data) ? Number(key) : key).readWhole(seen);
            }
        }
    }

    private child(step: string | number): Value {
        const child = isObject(this.data) && Object.hasOwn(this.data, step) ? this.data[step] : undefined;
        return new Value(child, this.reading, this, step);
    }

    /** The value, or `undefined` when it is absent or unknown. What is within it is not read. */
    private get own(): unknown {
        if (this.isUntold) {
            this.reading.unknowns.add(this.path);
        }
        return this.unread;
    }

    /**
     * The value, or `undefined` when it is absent or unknown, without a reading: for names in messages, and for what is
     * read again before a verdict rests on it.
     */
    get unread(): unknown {
        return this.isUntold ? undefined : (this.data ?? undefined);
    }

    /** True when a value is there. */
    get present(): boolean {
        return this.own !== undefined;
    }

    /**
     * True when something is written there, an unknown value too: an output that is unknown is as good as certain to have
     * a value. That counts as a reading only below an unknown, which may or may not hold what is asked for.
     */
    get isStated(): boolean {
        if (this.isBelow) {
            this.reading.asked.add(this.path);
        }
        return this.data !== undefined && this.data !== null;
    }

    /** True when neither its text nor what is in it can be told. */
    private get isClosed(): boolean {
        return this.isUntold || this.data === SECRET;
    }

    /** {@link known} for what asks for more than a text, which a secret that cannot be read does not answer. */
    private get opened(): unknown {
        if (this.isClosed) {
            this.reading.unknowns.add(this.path);
            return undefined;
        }
        return this.data ?? undefined;
    }

    /** True when it is certain that no value is there; never in a patch, which leaves out what it does not change. */
    get absent(): boolean {
        return !this.present && !this.isUntold && !this.reading.patch;
    }

    /** The text, or `undefined` for everything else. */
    get text(): string | undefined {
        const value = this.own;
        return typeof value === "string" ? value : undefined;
    }

    /** The number, or `undefined` for everything else. */
    get number(): number | undefined {
        const value = this.opened;
        return typeof value === "number" ? value : undefined;
    }

    /** True for a list, an empty one too. */
    get isList(): boolean {
        return Array.isArray(this.own);
    }

    /** The elements of a list; none for everything else. */
    get items(): readonly Value[] {
        const value = this.opened;
        return Array.isArray(value) ? value.map((_, index) => this.child(index)) : [];
    }

    /** {@link items}, without a reading; see {@link unread}. */
    get itemsUnread(): readonly Value[] {
        return this.isClosed ? [] : this.items;
    }

    /** The elements of a list, or the value itself where one element may stand for a list (an IAM statement). */
    get itemsOrSelf(): readonly Value[] {
        return this.isList ? this.items : this.present ? [this] : [];
    }

    /** The names and values of a map; none for everything else. */
    get entries(): readonly (readonly [string, Value])[] {
        const value = this.opened;
        return isObject(value) && !Array.isArray(value)
            ? Object.keys(value).map((name) => [name, this.key(name)] as const)
            : [];
    }

    /** The known texts of a list, or of a single text that stands for a list of one. */
    get texts(): readonly string[] {
        return this.itemsOrSelf.flatMap((item) => item.text ?? []);
    }

    /** True when the text is certain to be in the list, whatever else may yet turn out to be there. */
    includes(text: string): boolean {
        return this.items.some((item) => !item.isUntold && item.text === text);
    }

    /** True when an element of the list (or the list) is unknown, so that what is missing from it may yet be there. */
    get isIncomplete(): boolean {
        const incomplete = this.isClosed || this.items.some((item) => item.isClosed);
        if (incomplete) {
            this.reading.unknowns.add(this.path);
        }
        return incomplete;
    }

    /** True when the value is certain and is none of those named; `undefined` names an absent one. */
    outside(...allowed: readonly unknown[]): boolean {
        const value = this.opened;
        return value === undefined ? this.absent && !allowed.includes(undefined) : !allowed.includes(value);
    }

    /** The same place with its text read as JSON, for fields that hold a document; the value itself when it is none. */
    parsed(): Value {
        const text = this.text;
        if (text === undefined) {
            return this;
        }
        try {
            return new Value(JSON.parse(text), this.reading, this.parent, this.step);
        } catch {
            return this;
        }
    }

    /** The same place, its readings written down in another log. */
    readAs(reading: Reading): Value {
        return new Value(this.data, reading, this.parent, this.step);
    }

    /** A short form for messages, which is no reading. Never use it for a value that may be a secret. */
    toString(): string {
        const value = this.data;
        if (value === undefined || value === null) {
            return "not set";
        }
        if (this.isUntold) {
            return "unknown";
        }
        if (typeof value === "object") {
            return Array.isArray(value) ? `a list of ${value.length}` : "an object";
        }
        const text = JSON.stringify(value);
        return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
    }
}

const MAX_SHOWN = 120;

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}
