import { HELM_RELEASE } from "../../../core/engine/kubernetes-object";
import type { KubeObject } from "../../../providers/kubernetes/object";
import type { StateResource } from "../state-resources";

/**
 * Which objects the engine removes by itself, in an order in which their controllers outlive them: those of the state, and what its
 * Helm releases have installed.
 */
export function ownedBy(resources: readonly Pick<StateResource, "type" | "id">[]): (object: KubeObject) => boolean {
    const objects = new Set(resources.map(({ type, id }) => `${type} ${id}`));
    const releases = new Set(resources.filter(({ type }) => type === HELM_RELEASE).map(({ id }) => id));
    return ({ apiVersion, kind, metadata: { name, namespace, annotations = {} } }) => {
        const group = apiVersion === "v1" ? "core/v1" : apiVersion;
        const id = namespace === undefined ? name : `${namespace}/${name}`;
        const release = `${annotations["meta.helm.sh/release-namespace"]}/${annotations["meta.helm.sh/release-name"]}`;
        // A patch of an object is another type, and the object the same.
        const types = [kind, `${kind}Patch`].map((one) => `kubernetes:${group}:${one}`);
        return types.some((type) => objects.has(`${type} ${id}`)) || releases.has(release);
    };
}
