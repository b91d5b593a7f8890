import { isObject } from "../../core/data";
import type { SourceDocument } from "./documents";
import { type Entry, readEngineStates } from "./engine-states";
import { lastOfEach } from "./preview";
import { joined, type Loaded, type SourceFault, type SourceText } from "./source";
import { parseJson } from "./yaml";

/** Events that tell what a resource is or will be. */
const RESOURCE_EVENTS = ["resourcePreEvent", "resOutputsEvent"];

/** True for the log that the engine writes with `--event-log`: one event on each line. */
export function isEventLog(text: string): boolean {
    const start = text.trimStart();
    const event = parseJson(start.slice(0, start.indexOf("\n") + 1) || start)?.value;
    return isObject(event) && "sequence" in event && "timestamp" in event;
}

/** The resources that the run of a preview or an update leaves behind. */
export function readEventLog({ file, text }: SourceText): Loaded {
    const entries: Entry[] = [];
    const faults: SourceFault[] = [];
    for (const line of linesOf(text)) {
        const event = parseJson(line.text)?.value;
        if (!isObject(event)) {
            const next = "Write the log again; each line must be one event as JSON.";
            faults.push({ file, line: line.start.line, column: 1, message: "the line is no event", next });
            continue;
        }
        for (const name of RESOURCE_EVENTS) {
            const { metadata } = isObject(event[name]) ? event[name] : {};
            if (isObject(metadata) && isObject(metadata.new)) {
                entries.push({ value: metadata.new, document: () => line, prefix: [name, "metadata", "new"] });
            }
        }
    }
    return joined([{ resources: [], faults }, readEngineStates(file, lastOfEach(entries))]);
}

function linesOf(text: string): readonly SourceDocument[] {
    return text
        .split("\n")
        .map((line, index) => ({ text: line, start: { line: index + 1, column: 1 } }))
        .filter((line) => line.text.trim() !== "");
}
