import { isDeepStrictEqual } from "node:util";
import type { PropertyMap, PropertyValue } from "../../core/engine/values";
import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import { valuesAt } from "../resource/properties";

/** A field that cannot be changed, and what it is where it is left out. */
type Field = readonly [path: string, byDefault?: PropertyValue];

/**
 * Fields that the API server lets nobody change, and that the official provider tries to change in place all the same.
 *
 * @see https://github.com/kubernetes/kubernetes/tree/master/pkg/apis (ValidateStorageClassUpdate and its like)
 */
const FIXED: ReadonlyMap<string, readonly Field[]> = new Map([
    [
        "storage.k8s.io/v1/StorageClass",
        [
            ["reclaimPolicy", "Delete"],
            ["volumeBindingMode", "Immediate"],
        ],
    ],
    ["storage.k8s.io/v1/VolumeAttributesClass", [["driverName"], ["parameters"]]],
    ["scheduling.k8s.io/v1/PriorityClass", [["value"], ["preemptionPolicy", "PreemptLowerPriority"]]],
    ["networking.k8s.io/v1/IngressClass", [["spec.controller"]]],
    ["node.k8s.io/v1/RuntimeClass", [["handler"]]],
    [
        "v1/PersistentVolumeClaim",
        // Of a claim itself a change of the first two makes the provider replace it; of a patch the server refuses it.
        [
            ["spec.storageClassName"],
            ["spec.accessModes"],
            ["spec.volumeMode", "Filesystem"],
            ["spec.dataSource"],
            ["spec.dataSourceRef"],
        ],
    ],
]);

/** Why the API server would refuse to change an object; undefined when it would not. */
export function refuseObjectUpdate(
    { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
    before: PropertyMap,
    after: PropertyMap,
): string | undefined {
    const fixed = FIXED.get(`${apiVersion}/${kind}`) ?? [];
    for (const [path, byDefault] of fixed) {
        const [old, now] = [before, after].map((object) => valueAt(object, path) ?? byDefault);
        if (isDeepStrictEqual(old, now)) {
            continue;
        }
        return `${path}: Forbidden: updates to ${path} are forbidden (from ${JSON.stringify(old)} to ${JSON.stringify(now)})`;
    }
    return kind === "PersistentVolumeClaim" ? refuseShrinking(before, after) : undefined;
}

function refuseShrinking(before: PropertyMap, after: PropertyMap): string | undefined {
    const path = "spec.resources.requests.storage";
    const [old, now] = [before, after].map((object) => valueAt(object, path));
    const [was, wanted] = [parseQuantity(old), parseQuantity(now)];
    if (was === undefined || wanted === undefined || wanted >= was) {
        return undefined;
    }
    return `${path}: Forbidden: field can not be less than status.capacity (from ${old} to ${now})`;
}

function valueAt(object: PropertyMap, path: string): PropertyValue | undefined {
    const values = valuesAt(object, path);
    return values.length > 1 ? values : values[0];
}
