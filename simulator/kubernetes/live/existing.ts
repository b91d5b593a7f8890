import { alreadyExists, ProviderError } from "../../protocol/errors";
import { NoMatchError } from "./api/errors";
import { type ObjectApi, referenceTo } from "./api/objects";
import { idOf } from "./identity";
import { annotation, describe, type KubeObject } from "./object";
import { isMadeByCluster, isManaged } from "./ownership";

export interface ExistingOptions {
    readonly fieldManager: string;
    /** Take over whatever is there (`upsertExistingObjects` of the provider). */
    readonly upsert: boolean;
    readonly signal: AbortSignal;
}

/**
 * The object that is there already when a resource is to be created: adopted when a run that was stopped left it, or when
 * the program says so.
 *
 * @throws ProviderError when somebody else made it.
 */
export async function findAdoptable(
    api: ObjectApi,
    object: KubeObject,
    { fieldManager, upsert, signal }: ExistingOptions,
): Promise<KubeObject | undefined> {
    const existing = await api.get(referenceTo(object), signal).catch((error: unknown) => {
        // The definition of a custom resource may be made in the same update; applying waits for it.
        if (error instanceof NoMatchError) return undefined;
        throw error;
    });
    if (!existing || existing.metadata.deletionTimestamp !== undefined) return existing;
    const adopts = upsert || annotation(object, "pulumi.com/patchForce") === "true";
    if (adopts || isManaged(existing, fieldManager) || isMadeByCluster(existing)) return existing;
    throw alreadyExists(
        `${describe(object)} already exists and was not made by this program. Give the object another name, ` +
            `import it under its id ${idOf(object.metadata)}, ` +
            'or take it over with the annotation pulumi.com/patchForce: "true".',
    );
}

/** @throws ProviderError when the object that a patch changes is not there. */
export async function requireTarget(api: ObjectApi, object: KubeObject, signal: AbortSignal): Promise<void> {
    if (await api.get(referenceTo(object), signal)) return;
    throw new ProviderError(`${describe(object)} does not exist. A patch changes an object; create it first.`);
}

/** Takes a patch back: fields that nobody else owns vanish, the object stays. */
export async function releaseFields(
    api: ObjectApi,
    object: KubeObject,
    fieldManager: string,
    signal: AbortSignal,
): Promise<void> {
    if (!(await api.get(referenceTo(object), signal))) return;
    const { apiVersion, kind } = object;
    const { name = "", namespace } = object.metadata;
    const metadata = namespace === undefined ? { name } : { name, namespace };
    await api.apply({ apiVersion, kind, metadata }, { fieldManager, dryRun: false, signal });
}
