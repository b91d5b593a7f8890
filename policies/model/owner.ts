import type { Resource } from "./resource";

/** True for an object that a controller of a kind has made, as one that was read from a cluster tells. Nothing is read for it. */
export function isOwnedBy({ props }: Resource, kind: string): boolean {
    return props.at("metadata.ownerReferences").itemsUnread.some((owner) => owner.key("kind").unread === kind);
}
