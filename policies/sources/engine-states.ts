import type { RawResource } from "../model/resource";
import type { SourceDocument } from "./documents";
import { readEngineState, toRawResource } from "./engine-resource";
import { originIn } from "./origin";
import type { Step } from "./places";
import type { Opened } from "./secrets";
import type { Loaded, SourceFault } from "./source";
import { wrongTypes } from "./wrong-types";

/** A resource in something that the engine wrote. */
export interface Entry {
    readonly value: unknown;
    /**
     * The part of the file that holds the resource; looked up only when a line is asked for.
     *
     * @default none: the resource is in no file
     */
    readonly document?: () => SourceDocument;
    /** Where in that part the resource is. */
    readonly prefix: readonly Step[];
}

/**
 * The resources, in their order, without those that the engine is about to delete.
 *
 * @param file the file to name in faults
 */
export function readEngineStates(file: string, entries: readonly Entry[]): Loaded {
    const resources: RawResource[] = [];
    const faults: SourceFault[] = [];
    const secrets: Opened = new Set();
    for (const { value, document, prefix } of entries) {
        const state = readEngineState(value);
        const originOf = (...below: readonly Step[]) =>
            document && {
                origin: {
                    file,
                    locate: (path: string) => originIn(file, document(), [...prefix, ...below]).locate(path),
                },
            };
        if ("problem" in state) {
            const next = "Export the stack again; this is no resource that the engine wrote.";
            faults.push({ file, ...originOf()?.origin.locate(""), message: state.problem, next });
        } else if (!state.delete) {
            const raw: RawResource = { ...toRawResource(state, secrets), ...originOf("inputs") };
            resources.push(raw);
            for (const fault of wrongTypes(raw, file)) {
                faults.push(fault);
            }
        }
    }
    return { resources, faults, secrets: [...secrets] };
}
