import { type DataObject, isObject } from "../../core/data";
import { type Entry, readEngineStates } from "./engine-states";
import { faulty, type Loaded, type SourceText } from "./source";
import { entriesOf } from "./state";

/** True for what `pulumi preview --json` prints. */
export function isPreview(value: DataObject): boolean {
    return "steps" in value || "changeSummary" in value;
}

/** The resources that a preview would leave behind, its unknown values still unknown. */
export function readPreview(source: SourceText, { steps = [] }: DataObject): Loaded {
    const { file } = source;
    if (!Array.isArray(steps)) {
        const next = "Write it again with pulumi preview --json.";
        return faulty({ file, line: 1, column: 1, message: "the preview has no list of steps", next });
    }
    const states = steps.map((step: unknown) => (isObject(step) ? (step.newState ?? undefined) : step));
    const entries = entriesOf(source, states, ["steps"], ["newState"]);
    return readEngineStates(file, lastOfEach(entries.filter(({ value }) => value !== undefined)));
}

/** A replacement has several steps for one resource. */
export function lastOfEach(entries: readonly Entry[]): readonly Entry[] {
    const known = new Map<unknown, Entry>();
    for (const entry of entries) {
        known.set(isObject(entry.value) ? (entry.value.urn ?? entry) : entry, entry);
    }
    return [...known.values()];
}
