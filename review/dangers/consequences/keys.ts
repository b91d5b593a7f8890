import { isObject } from "../../../core/data";
import type { Change } from "../change";
import { claimsOf, classOf, nameOfClaim } from "../claims";
import { textIn } from "../states";
import { type Derivation, isGone } from "./consequence";

const KEYS = /^aws:kms\/(key:Key|externalKey:ExternalKey|replicaKey:ReplicaKey)$/;

/** What speaks of a key without encrypting anything by it. */
const MENTIONS = /^(aws:(kms|iam)\/|pulumi:)/;

/**
 * A key that is scheduled for deletion makes unreadable what it has encrypted, also where that is told to use another key from now on.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
export const deletedKey: Derivation = (resource, change) => {
    const { type, old } = resource;
    if (!KEYS.test(type) || !isGone(resource) || old === undefined) {
        return undefined;
    }
    const names = [old.id, textIn(old, "arn"), textIn(old, "keyId")].filter((name) => name !== undefined);
    const users = [...change.states].flatMap(([urn, pair]) => {
        const isUser = pair.old?.provider !== undefined && !MENTIONS.test(pair.old.type);
        return isUser && !change.goes(urn) && holds(pair.old?.inputs, names) ? [urn] : [];
    });
    const what = [...users.toSorted(), ...claimsBy(users, change)];
    return what.length === 0 ? undefined : { affects: [{ what, how: "cannot be read once the key is gone" }] };
};

/** The claims whose volumes classes encrypt by the key. */
function claimsBy(users: readonly string[], { before }: Change): readonly string[] {
    return claimsOf(before)
        .filter((claim) => users.includes(classOf(claim, before)?.urn ?? ""))
        .map(nameOfClaim);
}

/** Whether one of the texts stands somewhere in plain data, as a whole value. */
function holds(value: unknown, texts: readonly string[]): boolean {
    if (Array.isArray(value)) {
        return value.some((item) => holds(item, texts));
    }
    return isObject(value)
        ? Object.values(value).some((member) => holds(member, texts))
        : typeof value === "string" && texts.includes(value);
}
