import { isMap, mapAt, type PropertyMap, reveal, stringAt } from "../../core/engine/values";
import { CLUSTER_SCOPED } from "../../core/facts/kubernetes/cluster-scoped";
import { NoMatchError } from "./api/errors";
import type { ObjectApi } from "./api/objects";
import { groupOf } from "./object";

/** Which kinds live in a namespace, as far as can be told before the cluster serves them. */
export class Scopes {
    private readonly declared = new Map<string, boolean>();

    /** Remembers a custom resource definition of this program: its kind may be used before the cluster serves it. */
    learn(definition: PropertyMap): void {
        const spec = mapAt(definition, "spec");
        const kind = stringAt(mapAt(spec, "names"), "kind");
        const group = stringAt(spec, "group");
        const scope = reveal(spec.scope);
        if (kind !== undefined && group !== undefined && !isMap(scope)) {
            this.declared.set(`${group}/${kind}`, scope !== "Cluster");
        }
    }

    /** A kind that nobody knows yet is taken to live in a namespace, as most do. */
    async isNamespaced(
        apiVersion: string,
        kind: string,
        api: ObjectApi | undefined,
        signal: AbortSignal,
    ): Promise<boolean> {
        const key = `${groupOf(apiVersion)}/${kind}`;
        if (CLUSTER_SCOPED.has(key)) {
            return false;
        }
        const declared = this.declared.get(key);
        if (declared !== undefined) {
            return declared;
        }
        try {
            return (await api?.kindOf(apiVersion, kind, signal))?.namespaced ?? true;
        } catch (error) {
            if (error instanceof NoMatchError) {
                return true;
            }
            throw error;
        }
    }
}
