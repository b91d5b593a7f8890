import { setTimeout as sleep } from "node:timers/promises";
import type { ObjectApi } from "../api/objects";
import { isJsonObject, type KubeObject, type ObjectReference } from "../object";

/** Pause before a broken watch is opened again. */
const REOPEN_MILLISECONDS = 500;

/** A server closes idle watches on its own; a watch that says nothing for this long is opened again. */
const WATCH_SECONDS = 240;

/**
 * Keeps a copy of some objects up to date by a list and a watch, and tells `changed` of every state of it, the first
 * included. A dropped watch is answered with a new list, so no change is missed for good. Ends only with the signal.
 */
export async function follow(
    api: ObjectApi,
    collection: Omit<ObjectReference, "name">,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
    changed: (objects: readonly KubeObject[]) => void,
): Promise<never> {
    for (;;) {
        const { items, resourceVersion } = await api.list(collection, query, signal);
        const objects = new Map(items.map((item) => [item.metadata.uid, withType(item, collection)]));
        changed([...objects.values()]);
        try {
            const path = await api.path({ ...collection, name: "" }, signal);
            const watch = { ...query, resourceVersion, timeoutSeconds: String(WATCH_SECONDS) };
            for await (const { type, object } of api.client.watch({ path, query: watch, signal })) {
                if (type === "ERROR" || !isJsonObject(object)) {
                    break;
                }
                const current = object as unknown as KubeObject;
                if (type === "DELETED") {
                    objects.delete(current.metadata.uid);
                } else {
                    objects.set(current.metadata.uid, current);
                }
                changed([...objects.values()]);
            }
        } catch {
            signal.throwIfAborted();
        }
        await sleep(REOPEN_MILLISECONDS, undefined, { signal });
    }
}

/** Items of a list come without their type. */
function withType(item: KubeObject, { apiVersion, kind }: Omit<ObjectReference, "name">): KubeObject {
    return { ...item, apiVersion, kind };
}
