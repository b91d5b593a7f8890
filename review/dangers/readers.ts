import { toSubject } from "../../policies/model/evaluate";
import { referencesOf } from "../../policies/model/references";
import { toResources } from "../../policies/model/resource";
import type { KubernetesObject } from "./objects";

/** The objects that cannot do without a Secret, by {@link secretKey} of it. */
export function readersOfSecrets(
    objects: readonly KubernetesObject[],
): ReadonlyMap<string, readonly KubernetesObject[]> {
    const readers = new Map<string, KubernetesObject[]>();
    for (const object of objects) {
        for (const key of secretsOf(object)) {
            readers.set(key, [...(readers.get(key) ?? []), object]);
        }
    }
    return readers;
}

/** What tells a Secret from all others. */
export function secretKey({
    cluster,
    namespace,
    name,
}: Pick<KubernetesObject, "cluster" | "namespace" | "name">): string {
    return [cluster, namespace, name].join("|");
}

function secretsOf({ cluster, namespace, urn, state }: KubernetesObject): ReadonlySet<string> {
    const subjects = toResources({ type: state.type, props: state.inputs, urn }).map((one) => toSubject(one));
    const named = subjects.flatMap(referencesOf).filter(({ kind }) => kind === "Secret");
    return new Set(named.flatMap(({ at }) => (at.text ? [secretKey({ cluster, namespace, name: at.text })] : [])));
}
