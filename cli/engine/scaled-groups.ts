import { CommandError, type Stack } from "@pulumi/pulumi/automation";
import { nameOf } from "../../core/engine/urn";
import type { EngineStep } from "../../review/steps";
import { UserError } from "../errors";
import type { Note } from "../notes";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const SIZE = "scalingConfig.desiredSize";

/** URNs of the node groups whose bounds change while something else decides how many nodes they have. */
export function scaledGroups(steps: readonly EngineStep[]): readonly string[] {
    return steps
        .filter(({ op, type, changes = [] }) => {
            const sizes = changes.map(({ path }) => path).filter((path) => path.startsWith("scalingConfig"));
            return op === "update" && type === NODE_GROUP && sizes.length > 0 && !sizes.includes(SIZE);
        })
        .map(({ urn }) => urn);
}

/**
 * Takes the present size of groups whose bounds change into the state. EKS is sent the bounds and the size together, and what the program
 * ignores is the state's: where that is old, an update of `max` would take away nodes that a scaler has added.
 *
 * @param steps of a preview
 * @returns whether there were such groups, so that the preview has to be made again
 * @throws UserError when AWS cannot be asked
 * @see https://github.com/pulumi/pulumi-aws/issues/2524
 */
export async function refreshScaledGroups(stack: Stack, steps: readonly EngineStep[], note: Note): Promise<boolean> {
    const target = [...scaledGroups(steps)];
    if (target.length === 0) {
        return false;
    }
    const names = target.map(nameOf).join(", ");
    note(`the bounds of ${names} change: looking how many nodes there are now, so that none is taken away`);
    try {
        await stack.refresh({ target });
        return true;
    } catch (error) {
        if (!(error instanceof CommandError)) {
            throw error;
        }
        throw new UserError(
            `AWS could not be asked for the size of ${names}, whose bounds change:\n${error.message}\n` +
                "Next step: mend what the engine says above, then try again.",
        );
    }
}
