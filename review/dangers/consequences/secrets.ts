import { nameOf } from "../../../core/engine/urn";
import { toSubject } from "../../../policies/model/evaluate";
import { referencesOf } from "../../../policies/model/references";
import { toResources } from "../../../policies/model/resource";
import type { Change } from "../change";
import { claimsOfSet } from "../claims";
import { type KubernetesObject, kubernetesObjects } from "../objects";
import type { SteppedResource } from "../states";
import { type Derivation, isGone } from "./consequence";

const CONTENT = /^(data|stringData)\b/;

/**
 * A database was set up with the values of a Secret once, and keeps them with its data: with others there, whoever reads the Secret is
 * locked out. A Secret that goes stops those that still read it.
 */
export const changedSecret: Derivation = (resource, change) => {
    const secret = kubernetesObjects(new Map([[resource.urn, resource]]), "old")[0];
    if (secret?.kind !== "Secret" || secret.isPatch || change.isMovedOut(secret)) {
        return undefined;
    }
    if (!isGone(resource) && !hasOtherValues(resource)) {
        return undefined;
    }
    const readers = readersOf(secret, change);
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

/** What reads a Secret after the change and cannot do without it. */
function readersOf(secret: KubernetesObject, change: Change): readonly KubernetesObject[] {
    return change.afterIn(secret.state).filter(({ namespace, state, urn }) => {
        const subjects = toResources({ type: state.type, props: state.inputs, urn }).map((one) => toSubject(one));
        return (
            namespace === secret.namespace &&
            subjects.flatMap(referencesOf).some(({ kind, at }) => kind === "Secret" && at.text === secret.name)
        );
    });
}

function urns(objects: readonly KubernetesObject[]): string[] {
    return objects.map(({ urn }) => urn).toSorted();
}
