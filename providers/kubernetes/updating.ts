import { ProviderError } from "../../core/engine/errors";
import { isRace, type ObjectApi, referenceTo } from "./api/objects";
import { withRetry } from "./api/retry";
import { forces } from "./creation";
import { succeed } from "./field-managers";
import { describe, type KubeObject } from "./object";

/** How an object is changed. */
export interface UpdateOptions {
    /** Who owns the fields that the resource sets. */
    readonly fieldManager: string;
    /** The resource changes some fields of an object that another owns, and takes over from nobody. */
    readonly patch: boolean;
    /** `enablePatchForce` of the provider: fields that others own are taken over. */
    readonly force: boolean;
    /** A preview asks: nothing is stored. */
    readonly dryRun: boolean;
    /** Ends the tries. */
    readonly signal: AbortSignal;
}

/**
 * Changes an object by a server-side apply, as the official provider does. Fields that somebody else owns are taken over
 * only where the provider or the object says so.
 *
 * @throws ProviderError when the object is gone; ApiError 409 when somebody else owns what would change
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/await/await.go ssaUpdate
 */
export async function updateObject(api: ObjectApi, object: KubeObject, options: UpdateOptions): Promise<KubeObject> {
    const { fieldManager, patch, dryRun, signal } = options;
    const live = await withRetry(
        async () => {
            const found = await find(api, object, signal);
            if (!patch && !dryRun) {
                await succeed(api, found, fieldManager, signal);
            }
            return found;
        },
        signal,
        { retries: isRace },
    );
    const owners = live.metadata.managedFields ?? [];
    // A preview leaves the owners as they are, so what the update takes over from its predecessors would be a conflict in it.
    const force = forces(object, options.force) || owners.length === 0 || dryRun;
    return api.apply(object, { fieldManager, force, dryRun, signal });
}

/** Takes a patch back: fields that nobody else owns vanish, the object stays. */
export async function releaseFields(
    api: ObjectApi,
    object: KubeObject,
    fieldManager: string,
    signal: AbortSignal,
): Promise<void> {
    if (!(await api.get(referenceTo(object), signal))) {
        return;
    }
    const { apiVersion, kind } = object;
    const { name = "", namespace } = object.metadata;
    const metadata = namespace === undefined ? { name } : { name, namespace };
    await api.apply({ apiVersion, kind, metadata }, { fieldManager, force: false, dryRun: false, signal });
}

async function find(api: ObjectApi, object: KubeObject, signal: AbortSignal): Promise<KubeObject> {
    const found = await api.get(referenceTo(object), signal);
    if (found) {
        return found;
    }
    throw new ProviderError(
        `${describe(object)} is in this stack's state, but not in the cluster: somebody deleted it. ` +
            "Run refresh, so that the next update makes it again.",
    );
}
