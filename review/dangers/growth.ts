import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import type { PropertyChange } from "../changes/property-changes";
import { type SteppedResource, textIn } from "./states";

const CLAIM = /^kubernetes:core\/v1:PersistentVolumeClaim(Patch)?$/;
const SIZE = "spec.resources.requests.storage";

/** A volume that becomes larger. */
export interface Growth {
    readonly causes: readonly PropertyChange[];
    /** Both sizes, and what cannot be taken back. */
    readonly loss: string;
}

/**
 * Whether an update makes the volume of a claim larger. Its data stay and its pod runs on, but nothing makes it smaller again.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
 */
export function growthOf({ op, type, changes = [], old, new: now }: SteppedResource): Growth | undefined {
    const [was, wanted] = [textIn(old, SIZE), textIn(now, SIZE)];
    const isLarger = (parseQuantity(wanted) ?? 0) > (parseQuantity(was) ?? Number.POSITIVE_INFINITY);
    return op === "update" && CLAIM.test(type) && isLarger
        ? {
              causes: changes.filter(({ path }) => path === SIZE),
              loss: `from ${was} to ${wanted}, and never smaller again`,
          }
        : undefined;
}
