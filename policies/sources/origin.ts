import type { Origin } from "../model/resource";
import type { SourceDocument } from "./documents";
import { placeOf, type Step, stepsOf } from "./places";

/**
 * The origin of a resource that is written in a document.
 *
 * @param prefix where in the document the resource's properties are. @default at its root
 */
export function originIn(file: string, document: SourceDocument, prefix: readonly Step[] = []): Origin {
    return { file, locate: (path) => placeOf(document.text, document.start, [...prefix, ...stepsOf(path)]) };
}
