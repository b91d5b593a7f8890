import { ProviderError } from "../../core/engine/errors";
import { ApiError, isNotFound } from "./api/errors";
import { type ObjectApi, type Propagation, referenceTo } from "./api/objects";
import { annotation, describe, type KubeObject } from "./object";
import { type AwaitOptions, skipsAwait, timeoutFor } from "./readiness/await";
import { follow } from "./readiness/follow";

/**
 * Deletes the object of this name, whoever made it, as the official provider does, and waits until it is gone: its
 * dependents first unless the annotation `pulumi.com/deletionPropagationPolicy` says otherwise. An object that is gone
 * already is a success.
 *
 * @throws ProviderError when it is still there after the timeout; the message names the finalizers that hold it.
 */
export async function deleteObject(api: ObjectApi, object: KubeObject, options: AwaitOptions): Promise<void> {
    try {
        const uid = await api.delete(referenceTo(object), propagation(object), options.signal);
        if (!skipsAwait(object)) {
            await awaitGone(api, object, uid, options);
        }
    } catch (error) {
        if (isNotFound(error)) {
            return;
        }
        // A conflict: it is being deleted already. The wait can tell.
        if (!(error instanceof ApiError && error.status === 409)) {
            throw error;
        }
        if (!skipsAwait(object)) {
            await awaitGone(api, object, undefined, options);
        }
    }
}

/** Waits until an object is gone that is being deleted. */
async function awaitGone(
    api: ObjectApi,
    object: KubeObject,
    uid: string | undefined,
    options: AwaitOptions,
): Promise<void> {
    const reference = referenceTo(object);
    const seconds = timeoutFor(object, options.timeoutSeconds);
    const timeout = AbortSignal.timeout(seconds * 1000);
    const done = new AbortController();
    const signal = AbortSignal.any([options.signal, timeout, done.signal]);
    let last = object;
    try {
        await new Promise<void>((resolve, reject) => {
            const query = { fieldSelector: `metadata.name=${reference.name}` };
            follow(api, reference, query, signal, (objects) => {
                const current = objects.find(({ metadata }) => uid === undefined || metadata.uid === uid);
                if (!current) {
                    return resolve();
                }
                last = current;
                options.progress(`still there. ${holdUp(current)}`);
            }).catch(reject);
        });
    } catch (error) {
        if (isNotFound(error)) {
            return;
        }
        if (!timeout.aborted) {
            throw error;
        }
        throw new ProviderError(`${describe(object)} is still there after ${seconds} seconds. ${holdUp(last)}`);
    } finally {
        done.abort();
    }
}

function holdUp(object: KubeObject): string {
    const finalizers = object.metadata.finalizers ?? [];
    if (finalizers.length === 0) {
        return "Look at what is left of it with kubectl describe.";
    }
    return (
        `Its finalizers hold it: ${finalizers.join(", ")}. ` +
        "Their controller removes them when its clean-up is done: see whether that controller runs, and its log."
    );
}

function propagation(object: KubeObject): Propagation {
    switch (annotation(object, "pulumi.com/deletionPropagationPolicy")?.toLowerCase()) {
        case "orphan":
            return "Orphan";
        case "background":
            return "Background";
        default:
            return "Foreground";
    }
}
