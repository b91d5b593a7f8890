import type { Change } from "../change";
import { claimsOf, deletedClaims } from "../claims";
import { type ResourceState, textIn } from "../states";
import { type Consequence, type Derivation, isGone } from "./consequence";

const NAMESPACE = "kubernetes:core/v1:Namespace";

/**
 * A namespace takes along everything in it, whatever protects it: the claims that StatefulSets have made, of which the engine knows
 * nothing, and objects that the program would keep.
 */
export const deletedNamespace: Derivation = (resource, change) => {
    const { type, old } = resource;
    const name = textIn(old, "metadata.name");
    return type === NAMESPACE && isGone(resource) && old !== undefined && name !== undefined
        ? takenAlong(old, change, (namespace) => namespace === name)
        : undefined;
};

/** What goes with namespaces of a cluster, or with all of them. @param isIn whether a namespace goes */
export function takenAlong(within: ResourceState, change: Change, isIn: (namespace: string) => boolean): Consequence {
    const objects = change.beforeIn(within);
    const inside = objects.filter(({ namespace }) => namespace !== "" && isIn(namespace));
    const unsaid = inside.filter(({ urn, isPatch }) => !isPatch && !change.goes(urn));
    const { takesAlong, affects } = deletedClaims(claimsOf(inside), objects);
    return {
        takesAlong: [...unsaid.map(({ urn }) => urn).toSorted(), ...takesAlong],
        ...(affects.length > 0 && { affects }),
    };
}
