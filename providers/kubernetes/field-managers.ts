import type { ObjectApi } from "./api/objects";
import { referenceTo } from "./api/objects";
import type { KubeObject, ManagedFields } from "./object";
import { mergeFields } from "./ownership";

/** Who owns the fields of an object from its creation to its first update, as in the official provider. */
export const CLIENT_SIDE_MANAGER = "pulumi-kubernetes";

/** Owners whose fields the first apply takes over, so that it can also remove them: the provider's own creates and kubectl. */
const PREDECESSORS: ReadonlySet<string> = new Set(
    [
        ["kubectl", "Apply"],
        ["kubectl", "Update"],
        ["before-first-apply", "Update"],
        [CLIENT_SIDE_MANAGER, "Update"],
        ["pulumi-kubernetes.exe", "Update"],
        ["pulumi-resource-kubernetes", "Update"],
    ].map(([manager, operation]) => `${manager} ${operation}`),
);

/**
 * The owners of an object's fields once `manager` has taken over from its predecessors; undefined when there is nothing to
 * take over.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply-to-server-side-apply
 */
export function succeeded(entries: readonly ManagedFields[], manager: string): ManagedFields[] | undefined {
    const taken = entries.filter(isPredecessor);
    if (taken.length === 0) {
        return undefined;
    }
    const own = entries.find((entry) => isOwn(entry, manager));
    const heir = own ?? { ...taken[0], manager, operation: "Apply" };
    const fieldsV1 = [heir, ...taken].map((entry) => entry.fieldsV1 ?? {}).reduce(mergeFields);
    const others = entries.filter((entry) => !isPredecessor(entry) && entry !== own);
    return [{ ...heir, fieldsV1 }, ...others];
}

/** Lets `manager` own what its predecessors set, so that an apply can change and remove it. */
export async function succeed(api: ObjectApi, live: KubeObject, manager: string, signal: AbortSignal): Promise<void> {
    const managedFields = succeeded(live.metadata.managedFields ?? [], manager);
    if (!managedFields) {
        return;
    }
    await api.patchJson(
        referenceTo(live),
        [
            { op: "replace", path: "/metadata/managedFields", value: managedFields },
            // The server refuses it when somebody wrote in the meantime.
            { op: "replace", path: "/metadata/resourceVersion", value: live.metadata.resourceVersion },
        ],
        signal,
    );
}

function isPredecessor({ manager, operation, subresource }: ManagedFields): boolean {
    return !subresource && PREDECESSORS.has(`${manager} ${operation}`);
}

function isOwn(entry: ManagedFields, manager: string): boolean {
    return entry.manager === manager && entry.operation === "Apply" && !entry.subresource;
}
