import { alreadyExists } from "../../core/engine/errors";
import { ApiError } from "./api/errors";
import type { ObjectApi } from "./api/objects";
import { CLIENT_SIDE_MANAGER } from "./field-managers";
import { idOf } from "./identity";
import { annotation, describe, type KubeObject } from "./object";

/** How an object comes to be. */
export interface CreationOptions {
    /** Who will own the fields from the first update on, and owns those of a patch at once. */
    readonly fieldManager: string;
    /** The resource changes some fields of an object that another owns. */
    readonly patch: boolean;
    /** `upsertExistingObjects` of the provider: an object that is there already is taken over. */
    readonly upsert: boolean;
    /** `enablePatchForce` of the provider: fields that others own are taken over. */
    readonly force: boolean;
    /** A preview asks: nothing is stored. */
    readonly dryRun: boolean;
    /** Ends the tries. */
    readonly signal: AbortSignal;
}

/**
 * Creates an object as the official provider does since 4.29: an object that is there already is refused, whoever made it,
 * unless the provider upserts or the resource is a patch.
 *
 * @throws ProviderError when an object of that name exists
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/await/await.go Creation
 */
export async function createObject(api: ObjectApi, object: KubeObject, options: CreationOptions): Promise<KubeObject> {
    const { fieldManager, patch, upsert, dryRun, signal } = options;
    if (patch || upsert) {
        // A preview does not know yet what it will meet, so it never ends in a conflict.
        const force = dryRun || forces(object, options.force);
        return api.apply(object, { fieldManager, force, dryRun, signal });
    }
    try {
        return await api.create(object, { fieldManager: CLIENT_SIDE_MANAGER, dryRun, signal });
    } catch (error) {
        if (isTaken(error)) {
            throw refusal(object);
        }
        throw error;
    }
}

/** Whether an apply takes over fields that somebody else owns. */
export function forces(object: KubeObject, enablePatchForce: boolean): boolean {
    return enablePatchForce || annotation(object, "pulumi.com/patchForce") === "true";
}

/** Whether a create failed because the name is taken. */
function isTaken(error: unknown): boolean {
    return error instanceof ApiError && error.status === 409 && error.reason === "AlreadyExists";
}

/** Why a create is refused, and the ways out of it. */
function refusal(object: KubeObject): Error {
    return alreadyExists(
        `${describe(object)} already exists and is not in this stack's state. If somebody else made it, give this one ` +
            `another name. If it is to belong to this stack, import it under its id ${idOf(object.metadata)}. ` +
            "If a resource was renamed, give it its old name as an alias.",
    );
}
