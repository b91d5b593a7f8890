import { ADDONS } from "../../../components/addons";
import { describe, type KubeObject } from "../../../providers/kubernetes/object";
import { UserError } from "../../errors";
import { shortened } from "../../output/foreign";
import { survivorLines } from "../../output/survivors";
import type { StateResource } from "../state-resources";
import { volumesOf } from "./claims";
import type { DrainedCluster } from "./cluster";
import { type DrainOptions, drain, foreignIn } from "./drain";
import { DrainFault, explained } from "./explained";
import { ownedBy } from "./owned";

/** What else a user can do than to mend what stops a drain. */
export const WITHOUT =
    "or, where nothing of it matters, repeat with --no-drain and find what it leaves by platform leftovers.";

const FAILED = "The cluster could not be drained; nothing of the stack was destroyed.";

/** A drain that has looked, and has deleted nothing yet. */
export interface PlannedDrain {
    /** What is in the cluster and not the stack's, and will be deleted. */
    readonly foreign: readonly KubeObject[];
    /** How many volumes go with it, and what is on them. */
    readonly volumes: number;
    /**
     * Deletes it, and what has come since.
     *
     * @throws UserError with what would not go, and with what is gone
     */
    run(): Promise<void>;
}

/**
 * Looks for what a drain of a cluster would delete.
 *
 * @param resources those of the stack's state
 * @throws UserError where the cluster does not let it look
 */
export async function planDrain(
    cluster: DrainedCluster,
    resources: readonly Pick<StateResource, "type" | "id">[],
    limits: Pick<DrainOptions, "limitSeconds" | "pauseMilliseconds" | "note">,
): Promise<PlannedDrain> {
    const kinds = ADDONS.toReversed().flatMap(({ drains = [] }) => drains);
    const options = { ...limits, kinds, isOwned: ownedBy(resources) };
    const told = explained(cluster);
    try {
        const foreign = await foreignIn(told, options);
        const claims = foreign.filter(({ kind }) => kind === "PersistentVolumeClaim");
        const volumes = (await volumesOf(told, claims)).length;
        return { foreign, volumes, run: () => run(told, options) };
    } catch (error) {
        throw refusal(error, []);
    }
}

async function run(cluster: DrainedCluster, options: DrainOptions): Promise<void> {
    const deleted: string[] = [];
    const recorded: DrainedCluster = {
        ...cluster,
        async delete(reference) {
            await cluster.delete(reference);
            deleted.push(describe(reference));
        },
    };
    try {
        const survivors = await drain(recorded, options);
        if (survivors.length > 0) {
            const left = new Set(
                survivors.filter(({ isMadeAgain }) => !isMadeAgain).map(({ object }) => describe(object)),
            );
            const gone = deleted.filter((name) => !left.has(name));
            throw new UserError(
                [
                    `${FAILED} Still there:`,
                    ...survivorLines(survivors),
                    ...goneLines(gone),
                    "Next step: see the controller that holds or makes each of them (for Argo CD or Flux, end its Applications first), then repeat,",
                    WITHOUT,
                ].join("\n"),
            );
        }
    } catch (error) {
        throw refusal(error, deleted);
    }
}

/** The error as the user is to see it, where it is one of the cluster. */
function refusal(error: unknown, deleted: readonly string[]): unknown {
    if (!(error instanceof DrainFault)) {
        return error;
    }
    const lines = [
        `${FAILED} It was asked`,
        `  ${error.message}`,
        ...goneLines(deleted),
        `Next step: ${error.next}`,
        WITHOUT,
    ];
    return new UserError(lines.join("\n"));
}

function goneLines(names: readonly string[]): readonly string[] {
    return names.length === 0 ? [] : [`Deleted already, and not the stack's: ${shortened(names)}`];
}
