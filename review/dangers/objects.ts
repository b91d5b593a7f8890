import { CLUSTER_SCOPED } from "../../core/facts/kubernetes/cluster-scoped";
import { providerOf, type ResourceState, type States, textIn } from "./states";

/** A Kubernetes object of a stack, patches among them. */
export interface KubernetesObject {
    readonly urn: string;
    /** `group/Kind`, the kind alone in the core group. A patch has the kind that it patches. */
    readonly kind: string;
    readonly isPatch: boolean;
    /** `default` where the object names none, also where it has none. */
    readonly namespace: string;
    /** Empty where it is not known. */
    readonly name: string;
    /** The URN of the provider that speaks to its cluster. */
    readonly cluster: string;
    readonly state: ResourceState;
}

/** The Kubernetes objects on one side of a change. */
export function kubernetesObjects(states: States, side: "old" | "new"): readonly KubernetesObject[] {
    return [...states].flatMap(([urn, pair]) => {
        const state = pair[side];
        const [, group = "", written = ""] = /^kubernetes:([^/:]+)\/v[^:]*:(\w+)$/.exec(state?.type ?? "") ?? [];
        if (state === undefined || written === "") {
            return [];
        }
        const isPatch = written.endsWith("Patch");
        const kind = isPatch ? written.slice(0, -"Patch".length) : written;
        return {
            ...{ urn, isPatch, state, cluster: providerOf(state) },
            kind: group === "core" ? kind : `${group}/${kind}`,
            namespace: CLUSTER_SCOPED.has(`${group === "core" ? "" : group}/${kind}`)
                ? ""
                : (textIn(state, "metadata.namespace") ?? textIn(state, "namespace") ?? "default"),
            name: textIn(state, "metadata.name") ?? textIn(state, "name") ?? "",
        };
    });
}
