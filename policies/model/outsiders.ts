import { closest } from "../../core/faults/spelling";
import { namespaceOf, objectName } from "./identity";
import { knownTexts } from "./known";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/**
 * True where a file names a Secret that is not among the files, nor one of nearly that name: people keep Secrets out of files, and
 * make them by hand. The engine sees all that its program makes.
 */
export function isKeptElsewhere(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    stack: Stack,
): boolean {
    const { urn, origin } = resource;
    const isOfFile = urn === undefined && origin !== undefined;
    return isOfFile && namespace !== undefined && closest(name, stack.secretNames(namespace)) === undefined;
}

/**
 * True where a file selects pods, or names a workload, in a namespace that the files do not declare, and no word of that, or of the
 * object's own name, is one of the pods that they hold there: a chart that is installed by hand may bring others. What a chart or a
 * kustomization makes, or stands in a file with pods, is one application.
 *
 * @param values of the labels that the selector asks for, or the workload's name
 */
export function isOfAnotherApplication(resource: Resource, values: readonly string[], stack: Stack): boolean {
    const namespace = namespaceOf(resource);
    const { urn, origin } = resource;
    if (urn !== undefined || origin === undefined || origin.scope !== undefined || namespace === undefined) {
        return false;
    }
    const pods = stack.pods.in(namespace);
    const own = wordsOf([objectName(resource) ?? "", ...values]);
    const isAkin = pods.some((one) =>
        [...wordsOf([objectName(one.resource) ?? "", ...knownTexts(one.labels)])].some((word) => own.has(word)),
    );
    const isBeside = pods.some((one) => one.resource.origin?.file === origin.file);
    return stack.declares(namespace) === "no" && !isBeside && !isAkin;
}

function wordsOf(texts: readonly string[]): ReadonlySet<string> {
    return new Set(texts.flatMap((text) => text.toLowerCase().split(/[^a-z0-9]+/)).filter((word) => word !== ""));
}
