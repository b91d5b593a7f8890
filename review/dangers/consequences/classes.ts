import { isDeepStrictEqual } from "node:util";
import { claimsOf, classOf, nameOfClaim } from "../claims";
import { valueIn } from "../states";
import type { Derivation } from "./consequence";

/**
 * A StorageClass with other parameters says how volumes are made from now on. Those that there are keep their type, their IOPS and their key.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export const changedClass: Derivation = ({ op, urn }, change) => {
    const [before, after] = [change.objectBefore(urn), change.objectAfter(urn)];
    if (op !== "replace" || after?.kind !== "storage.k8s.io/StorageClass" || before === undefined) {
        return undefined;
    }
    if (isDeepStrictEqual(valueIn(before.state, "parameters"), valueIn(after.state, "parameters"))) {
        return undefined;
    }
    const objects = change.beforeIn(before.state);
    const claims = claimsOf(objects).filter((claim) => classOf(claim, objects)?.urn === urn);
    return claims.length === 0
        ? undefined
        : {
              affects: [
                  { what: claims.map(nameOfClaim), how: "keep their volumes as they are: it is for new ones alone" },
              ],
          };
};
