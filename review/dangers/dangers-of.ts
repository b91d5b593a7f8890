import { changeLine } from "../changes/change-line";
import type { PropertyChange } from "../changes/property-changes";
import type { Danger } from "../model/danger";
import { Change } from "./change";
import { lostAddress } from "./consequences/addresses";
import { claimsOfStatefulSet, deletedClaim } from "./consequences/claims";
import { changedClass } from "./consequences/classes";
import { deletedCluster, otherIdentity } from "./consequences/clusters";
import { type Consequence, type Derivation, isGone } from "./consequences/consequence";
import { deletedKey } from "./consequences/keys";
import { finalLock } from "./consequences/locks";
import { deletedNamespace } from "./consequences/namespaces";
import { shorterRetention } from "./consequences/retention";
import { changedSecret } from "./consequences/secrets";
import { leftZones } from "./consequences/zones";
import { refusedByEks } from "./control-plane";
import { growthOf } from "./growth";
import { refusedDangers } from "./refused";
import { rollOf } from "./rolls";
import { HOLDINGS, holdingOf } from "./stateful-types";
import { type ChangeStep, type States, type SteppedResource, valueIn } from "./states";

const JOB = "kubernetes:batch/v1:Job";

const DERIVATIONS: readonly Derivation[] = [
    deletedCluster,
    otherIdentity,
    deletedNamespace,
    deletedClaim,
    claimsOfStatefulSet,
    deletedKey,
    changedSecret,
    leftZones,
    shorterRetention,
    lostAddress,
    finalLock,
    changedClass,
];

/**
 * What a change does to data and to whole groups of nodes and pods, the gravest first, after what cannot be carried out; a resource that goes
 * without anything in it is no danger. Nothing is allowed yet: see `allowDangers`.
 *
 * @param steps what changes; what stays the same and the parts of a replacement may be among them
 * @param states every resource before and after the change, those that stay too
 */
export function dangersOf(steps: readonly ChangeStep[], states: States): readonly Danger[] {
    const change = new Change(steps, states);
    const found = change.stepped.flatMap((resource) => dangersOfStep(resource, change));
    return [...refusedDangers(refusedByEks(change)), ...found.toSorted(byGravity)];
}

function dangersOfStep(resource: SteppedResource, change: Change): readonly Danger[] {
    const { op, type, changes = [], old } = resource;
    if (type === JOB && (op === "create" || op === "replace")) {
        return [danger(resource, "run", changes.filter(isReplacing))];
    }
    if (isGone(resource) && old?.isRetained === true) {
        return forgotten(resource);
    }
    const found = DERIVATIONS.flatMap((derive) => derive(resource, change) ?? []);
    if (!isGone(resource)) {
        return [
            ...(found.length > 0 ? [danger(resource, "update", changes, found)] : []),
            ...rolls(resource),
            ...growths(resource),
        ];
    }
    const held = heldBy(resource);
    if (held === undefined && found.length === 0) {
        return [];
    }
    const own = held === undefined ? [] : [{ loss: held, isStateful: true }];
    return [danger(resource, op === "delete" ? "delete" : "replace", changes.filter(isReplacing), [...found, ...own])];
}

/** What the engine leaves where it is. Another in its place has nothing of what is in it. */
function forgotten(resource: SteppedResource): readonly Danger[] {
    const isReplaced = resource.op === "replace" && heldBy(resource) !== undefined;
    const lost = { loss: "it stays, and the new one begins without what is in it", isStateful: true };
    return isReplaced ? [danger(resource, "replace", (resource.changes ?? []).filter(isReplacing), [lost])] : [];
}

/** What goes with the resource by its type and its settings. */
function heldBy({ type, old }: SteppedResource): string | undefined {
    const holding = holdingOf(type);
    const softened = holding?.unless?.when(valueIn(old, holding.unless.path)) === true;
    return softened ? holding?.unless?.loss : holding?.loss;
}

function rolls(resource: SteppedResource): readonly Danger[] {
    const roll = rollOf(resource);
    return roll ? [danger(resource, "roll", roll.causes, roll.loss === undefined ? [] : [{ loss: roll.loss }])] : [];
}

function growths(resource: SteppedResource): readonly Danger[] {
    const growth = growthOf(resource);
    return growth ? [danger(resource, "grow", growth.causes, [{ loss: growth.loss }])] : [];
}

function danger(
    { urn, type }: SteppedResource,
    kind: Danger["kind"],
    causes: readonly PropertyChange[],
    found: readonly Consequence[] = [],
): Danger {
    const losses = [...new Set(found.flatMap(({ loss }) => loss ?? []))];
    return {
        ...{ kind, urn, type },
        isStateful: found.some(({ isStateful }) => isStateful === true),
        isAllowed: false,
        ...(losses.length > 0 && { loss: losses.join("; ") }),
        takesAlong: found.flatMap(({ takesAlong = [] }) => takesAlong),
        affects: found.flatMap(({ affects = [] }) => affects),
        causes: causes.map(changeLine),
    };
}

function isReplacing({ replaces }: PropertyChange): boolean {
    return replaces;
}

function byGravity(one: Danger, other: Danger): number {
    return rank(one) - rank(other) || (one.urn < other.urn ? -1 : 1);
}

/** What takes data along first, by what it holds, then what else is lost, what is renewed and what runs. */
function rank({ kind, type, isStateful, loss }: Danger): number {
    const holds = holdingOf(type)?.holds;
    const gravity = holds === undefined ? HOLDINGS.length : HOLDINGS.indexOf(holds);
    const order = ["delete", "replace", "update", "roll", "grow", "run"].indexOf(kind);
    const isLoss = loss !== undefined && kind !== "roll" && kind !== "grow";
    return (isStateful ? 0 : isLoss ? 1 : 2) * 1000 + (isStateful ? gravity * 10 + order : order * 100 + gravity);
}
