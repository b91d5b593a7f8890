import { parseQuantity } from "../../../core/facts/kubernetes/quantity";
import type { Effect } from "../../model/danger";
import type { Change } from "../change";
import { type Claim, claimsOf, claimsOfSet, deletedClaims, nameOfClaim, replicasOf } from "../claims";
import type { KubernetesObject } from "../objects";
import { type SteppedResource, textIn } from "../states";
import { type Consequence, type Derivation, isGone } from "./consequence";

/** A claim that is deleted takes its volume along or leaves it behind, as its class says. */
export const deletedClaim: Derivation = (resource, change) => {
    const claim = change.objectBefore(resource.urn);
    if (!isGone(resource) || claim?.kind !== "PersistentVolumeClaim" || claim.isPatch) {
        return undefined;
    }
    const { takesAlong, affects } = deletedClaims(claimsOf([claim]), change.beforeIn(claim.state));
    return { takesAlong: takesAlong.slice(1), ...(affects.length > 0 && { affects }) };
};

/**
 * A StatefulSet takes its claims along where `persistentVolumeClaimRetentionPolicy` says so, those of the replicas that it has fewer
 * too. Where it keeps them, they keep their size: a new template reaches new claims alone.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export const claimsOfStatefulSet: Derivation = (resource, change) => {
    const set = change.objectBefore(resource.urn);
    if (set?.kind !== "apps/StatefulSet" || set.isPatch) {
        return undefined;
    }
    if (!isGone(resource)) {
        return scaledDown(resource, set, change);
    }
    const claims = claimsOfSet(set);
    // A namespace that goes says itself what it takes along.
    if (claims.length === 0 || change.isMovedOut(set)) {
        return undefined;
    }
    if (retention(set, "whenDeleted") === "Delete") {
        return taken(claims, set, change, "its pods stop, and its claims go, those of former replicas too");
    }
    const next = change.objectAfter(resource.urn);
    const affects = next === undefined ? left(claims) : keptBy(next, claims, change);
    return affects.length > 0 ? { affects } : undefined;
};

function retention({ state }: KubernetesObject, when: "whenDeleted" | "whenScaled"): string {
    return textIn(state, `spec.persistentVolumeClaimRetentionPolicy.${when}`) ?? "Retain";
}

function taken(claims: readonly Claim[], set: KubernetesObject, change: Change, loss: string): Consequence {
    const { takesAlong, affects } = deletedClaims(claims, change.beforeIn(set.state));
    return { loss, isStateful: true, takesAlong, ...(affects.length > 0 && { affects }) };
}

function scaledDown(resource: SteppedResource, set: KubernetesObject, change: Change): Consequence | undefined {
    const next = change.objectAfter(resource.urn);
    // The policy of the set as it will be decides: the controller looks at it when it scales.
    if (next === undefined || retention(next, "whenScaled") !== "Delete") {
        return undefined;
    }
    const kept = new Set(claimsOfSet(set, replicasOf(next.state)).map(nameOfClaim));
    const fewer = claimsOfSet(set).filter((claim) => !kept.has(nameOfClaim(claim)));
    return fewer.length === 0
        ? undefined
        : taken(fewer, set, change, "the claims of the replicas that it has no longer go");
}

function left(claims: readonly Claim[]): readonly Effect[] {
    return [{ what: claims.map(nameOfClaim), how: "stay, and nobody manages them" }];
}

/** What becomes of claims that a set of the same place finds again, or does not because it has another name. */
function keptBy(next: KubernetesObject, claims: readonly Claim[], change: Change): readonly Effect[] {
    const wanted = new Map(claimsOfSet(next).map((claim) => [nameOfClaim(claim), claim]));
    const lost = claims.filter((claim) => !wanted.has(nameOfClaim(claim)));
    const small = claims.filter((claim) => {
        const asked = wanted.get(nameOfClaim(claim))?.size;
        // The program may ask for another size of the claim itself.
        const written = change.findAfter({ ...claim, kind: "PersistentVolumeClaim", cluster: next.cluster });
        const [size] = written ? claimsOf([written]).map((one) => one.size) : [claim.size];
        return asked !== undefined && parseQuantity(size) !== parseQuantity(asked);
    });
    const [first] = small;
    return [
        ...(lost.length > 0 ? [{ what: lost.map(nameOfClaim), how: "stay, and the new set begins without them" }] : []),
        ...(first === undefined
            ? []
            : [
                  {
                      what: small.map(nameOfClaim),
                      how: `keep their ${first.size}: the new ${wanted.get(nameOfClaim(first))?.size} reaches new claims alone`,
                  },
              ]),
    ];
}
