import { nameOf } from "../../../core/engine/urn";
import { claimsOfSet } from "../claims";
import type { KubernetesObject } from "../objects";
import type { SteppedResource } from "../states";
import { type Derivation, isGone } from "./consequence";

const CONTENT = /^(data|stringData)\b/;

/**
 * A database was set up with the values of a Secret once, and keeps them with its data: with others there, whoever reads the Secret is
 * locked out. A Secret that goes stops those that still read it.
 */
export const changedSecret: Derivation = (resource, change) => {
    const secret = change.objectBefore(resource.urn);
    if (secret?.kind !== "Secret" || secret.isPatch || change.isMovedOut(secret)) {
        return undefined;
    }
    if (!isGone(resource) && !hasOtherValues(resource)) {
        return undefined;
    }
    const readers = change.readersOf(secret);
    const databases = readers.filter((reader) => reader.kind === "apps/StatefulSet" && claimsOfSet(reader).length > 0);
    if (resource.op === "delete") {
        return readers.length === 0
            ? undefined
            : { affects: [{ what: urns(readers), how: "read it still, and start no more" }] };
    }
    if (databases.length === 0) {
        return undefined;
    }
    const names = databases.map(({ urn }) => nameOf(urn)).join(", ");
    const clients = readers.filter((reader) => !databases.includes(reader));
    return {
        loss: `the data of ${names} keep the old values: who comes with the new ones is locked out`,
        affects: clients.length === 0 ? [] : [{ what: urns(clients), how: `may be locked out of ${names}` }],
    };
};

function hasOtherValues({ op, changes = [] }: SteppedResource): boolean {
    return op === "update" && changes.some(({ path }) => CONTENT.test(path));
}

function urns(objects: readonly KubernetesObject[]): string[] {
    return objects.map(({ urn }) => urn).toSorted();
}
