import { type DataObject, isObject } from "../../core/data";
import { type Entry, readEngineStates } from "./engine-states";
import { elementsOf } from "./json";
import type { Step } from "./places";
import { faulty, type Loaded, type SourceText } from "./source";

const VERSIONS: readonly unknown[] = [3, 4];

/** True for what `pulumi stack export` prints, and for a checkpoint of a backend, which is to be exported first. */
export function isState(value: DataObject): boolean {
    return ("deployment" in value || "checkpoint" in value) && !("kind" in value);
}

/** The resources of a stack, as `pulumi policy analyze --file` reads them, but with every secret left closed. */
export function readState(source: SourceText, { version, deployment }: DataObject): Loaded {
    const { file } = source;
    const problem = !VERSIONS.includes(version)
        ? "the version of the deployment is not 3 or 4"
        : !isObject(deployment) || !(deployment.resources === undefined || Array.isArray(deployment.resources))
          ? "the deployment has no list of resources"
          : undefined;
    if (problem !== undefined) {
        const next = "Export the stack with pulumi stack export of version 3.";
        return faulty({ file, line: 1, column: 1, message: problem, next });
    }
    const resources = isObject(deployment) && Array.isArray(deployment.resources) ? deployment.resources : [];
    return readEngineStates(file, entriesOf(source, resources, ["deployment", "resources"], []));
}

/** Entries for the elements of the list at a path of a file. */
export function entriesOf(
    { text }: SourceText,
    values: readonly unknown[],
    list: readonly Step[],
    prefix: readonly Step[],
): readonly Entry[] {
    let elements: ReturnType<typeof elementsOf> | undefined;
    const element = (index: number) => {
        elements ??= elementsOf(text, list);
        return elements[index] ?? { text: "", start: { line: 1, column: 1 } };
    };
    return values.map((value, index) => ({ value, prefix, document: () => element(index) }));
}
