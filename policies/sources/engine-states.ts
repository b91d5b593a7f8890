import type { RawResource } from "../model/resource";
import type { SourceDocument } from "./documents";
import { readEngineState, toRawResource } from "./engine-resource";
import { originIn } from "./origin";
import type { Step } from "./places";
import type { Loaded, SourceFault } from "./source";
import { wrongTypes } from "./wrong-types";

/** A resource in something that the engine wrote. */
export interface Entry {
    readonly value: unknown;
    /** The part of the file that holds the resource; looked up only when a line is asked for. */
    readonly document: () => SourceDocument;
    /** Where in that part the resource is. */
    readonly prefix: readonly Step[];
}

/** The resources, in their order, without those that the engine is about to delete. */
export function readEngineStates(file: string, entries: readonly Entry[]): Loaded {
    const resources: RawResource[] = [];
    const faults: SourceFault[] = [];
    for (const { value, document, prefix } of entries) {
        const state = readEngineState(value);
        const locate = (path: string, below: readonly Step[]) =>
            originIn(file, document(), [...prefix, ...below]).locate(path);
        if ("problem" in state) {
            const next = "Export the stack again; this is no resource that the engine wrote.";
            faults.push({ file, ...locate("", []), message: state.problem, next });
        } else if (!state.delete) {
            const origin = { file, locate: (path: string) => locate(path, ["inputs"]) };
            const raw: RawResource = { ...toRawResource(state), origin };
            resources.push(raw);
            faults.push(...wrongTypes(raw));
        }
    }
    return { resources, faults };
}
