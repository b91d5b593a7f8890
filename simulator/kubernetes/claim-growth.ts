import { mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import type { ObjectType } from "../../providers/kubernetes/token";
import type { StoredResource } from "../world/world";

/** What the API server says of a claim whose class lets no volume grow. */
export const CANNOT_GROW =
    "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize";

/**
 * Why the API server would not let a claim grow; undefined where it would, and where the claim's class is not of the simulated world.
 *
 * @param classes the StorageClasses of the cluster
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#persistentvolumeclaimresize
 */
export function refuseGrowth(
    { apiVersion, kind }: ObjectType,
    stored: StoredResource,
    inputs: PropertyMap,
    classes: readonly StoredResource[],
): string | undefined {
    if (`${apiVersion}/${kind}` !== "v1/PersistentVolumeClaim" || !(sizeOf(inputs) > sizeOf(stored.inputs))) {
        return undefined;
    }
    const named = stringAt(mapAt(inputs, "spec"), "storageClassName");
    const storageClass = classes.find((one) => (named === undefined ? isDefault(one) : one.id === named));
    return storageClass === undefined || storageClass.inputs.allowVolumeExpansion === true
        ? undefined
        : `persistentvolumeclaims "${stored.id}" is forbidden: ${CANNOT_GROW}`;
}

/** In bytes; of what asks for none, and of what is no size, no comparison is true. */
function sizeOf(claim: PropertyMap): number {
    const requests = mapAt(mapAt(mapAt(claim, "spec"), "resources"), "requests");
    return parseQuantity(requests.storage) ?? Number.NaN;
}

function isDefault({ inputs }: StoredResource): boolean {
    const annotations = mapAt(mapAt(inputs, "metadata"), "annotations");
    return stringAt(annotations, "storageclass.kubernetes.io/is-default-class") === "true";
}
