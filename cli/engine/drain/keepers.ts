import type { KubeObject, ObjectReference } from "../../../providers/kubernetes/object";
import type { DrainedCluster } from "./cluster";

/** An object and those that keep it, each kept by the next. */
export async function keepersOf(cluster: DrainedCluster, object: KubeObject): Promise<readonly KubeObject[]> {
    const keeper = object.metadata.ownerReferences?.find(({ controller }) => controller);
    const above = keeper && (await cluster.get(referenceFrom(keeper, object)));
    return above === undefined ? [object] : [object, ...(await keepersOf(cluster, above))];
}

/** Those that neither the engine removes nor goes with what it removes. */
export async function foreignOf(
    cluster: DrainedCluster,
    objects: readonly KubeObject[],
    isOwned: (object: KubeObject) => boolean,
): Promise<readonly KubeObject[]> {
    const foreign: KubeObject[] = [];
    for (const object of objects) {
        if (!(await keepersOf(cluster, object)).some(isOwned)) {
            foreign.push(object);
        }
    }
    return foreign;
}

/** A keeper is in the namespace of what it keeps, or in none. */
function referenceFrom(
    { apiVersion, kind, name }: Omit<ObjectReference, "namespace">,
    { metadata }: KubeObject,
): ObjectReference {
    return { apiVersion, kind, name, namespace: metadata.namespace };
}
