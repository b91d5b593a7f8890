import { CommandError, type Stack } from "@pulumi/pulumi/automation";
import { isObject } from "../../core/data";
import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import { nameOf, shortType } from "../../core/engine/urn";
import { UserError } from "../errors";
import type { Note } from "../notes";
import type { StateResource } from "./state-resources";

/** An operation that the engine had begun when it was killed. */
interface PendingOperation {
    readonly resource: StateResource;
    /** `creating`, `updating`, `deleting`... */
    readonly type: string;
}

/** The part of an exported state that an interruption concerns. */
export interface InterruptedState {
    resources?: StateResource[];
    pending_operations?: PendingOperation[];
}

/**
 * Takes the Kubernetes objects that an engine was making when it was killed into its state: their names are fixed, so it is
 * known where they are if they are anywhere. Whether they are is for a refresh to say. A create that is repeated instead would
 * be refused, because the object exists.
 *
 * Creates of other providers stay pending, because the ids that they would have got are unknown. Updates and deletes stay
 * pending, too: the next update repeats them, which is safe. (An import of a state drops what is pending.)
 *
 * @returns the URNs of what was taken in
 */
export function adoptInterrupted(state: InterruptedState): string[] {
    const adopted: string[] = [];
    const resources = state.resources ?? [];
    const left = (state.pending_operations ?? []).filter(({ resource, type }) => {
        const id = type === "creating" ? idOf(resource) : undefined;
        if (id === undefined) {
            return true;
        }
        const at = resources.findIndex(({ urn }) => urn === resource.urn);
        const taken = { ...resource, id };
        if (at === -1) {
            resources.push(taken);
        } else if (resources[at]?.pendingReplacement) {
            resources[at] = taken;
        } else {
            return true;
        }
        adopted.push(resource.urn);
        return false;
    });
    if (adopted.length === 0) {
        return [];
    }
    state.resources = resources;
    state.pending_operations = left;
    return adopted;
}

/**
 * Carries on where an engine was killed: what it was making is looked for in the cluster and belongs to the stack if it is there.
 * Call it only while no engine works on the stack.
 *
 * @param repeatable whether every other create can simply be repeated
 * @throws UserError when the cluster cannot be asked
 */
export async function resumeInterrupted(stack: Stack, repeatable: boolean, note: Note): Promise<void> {
    const deployment = await stack.exportStack();
    const state: InterruptedState = deployment.deployment ?? {};
    if (!state.pending_operations?.length) {
        return;
    }
    const adopted = adoptInterrupted(state);
    // The engine itself warns of what is pending, with the way out.
    if (adopted.length === 0 && !repeatable) {
        return;
    }
    if (!repeatable) {
        noteLost(state, note);
    }
    await stack.importStack({ ...deployment, deployment: state });
    if (adopted.length === 0) {
        return;
    }
    note(`an earlier run was killed while it was making ${adopted.length} objects: looking for them in the cluster`);
    try {
        await stack.refresh({ target: adopted });
    } catch (error) {
        if (!(error instanceof CommandError)) {
            throw error;
        }
        throw new UserError(
            `An earlier run was killed while it was making ${adopted.length} objects, and the cluster could not be asked for ` +
                `them:\n${error.message}\nNext step: mend what the engine says above, then run refresh.`,
        );
    }
}

/** Tells of what may exist without being in the state. */
function noteLost({ pending_operations = [] }: InterruptedState, note: Note): void {
    const lost = pending_operations.filter(({ type }) => type === "creating").map(({ resource }) => resource);
    if (lost.length === 0) {
        return;
    }
    note(
        "an earlier run was killed while it was making these; see whether they exist, and import or delete what does:",
    );
    for (const { urn, type } of lost) {
        note(`  ${shortType(type)} ${nameOf(urn)}`);
    }
}

/** The id that the official provider gives: `namespace/name`, or the name alone. Undefined for anything but a Kubernetes object. */
function idOf({ type, inputs }: StateResource): string | undefined {
    if (!type.startsWith("kubernetes:") || !isObject(inputs)) {
        return undefined;
    }
    const named = type === HELM_RELEASE ? inputs : inputs.metadata;
    if (!isObject(named) || typeof named.name !== "string") {
        return undefined;
    }
    return typeof named.namespace === "string" ? `${named.namespace}/${named.name}` : named.name;
}
