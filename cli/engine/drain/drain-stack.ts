import { ProviderError } from "../../../core/engine/errors";
import { UserError } from "../../errors";
import type { Note } from "../../notes";
import { abandonable } from "../interrupt";
import type { Session } from "../session";
import { resourcesOf } from "../state-resources";
import { type DrainedCluster, reachCluster } from "./cluster";
import { wayIn } from "./kubeconfig";
import { type PlannedDrain, planDrain, WITHOUT } from "./plan";

/** Load balancers and nodes take minutes to go. */
const LIMIT_SECONDS = 900;

/**
 * Looks through the cluster of a stack that is about to be destroyed for what the stack does not own and what would stay in AWS without it.
 *
 * @returns what deletes it; undefined for a stack without a cluster of its own, or that never had anything in it
 * @throws UserError where it cannot be looked into, before anything is deleted
 */
export async function planStackDrain(
    { stack, target }: { readonly stack: Pick<Session["stack"], "exportStack">; readonly target: Session["target"] },
    note: Note,
): Promise<PlannedDrain | undefined> {
    if (target !== "cloud") {
        return undefined;
    }
    const resources = await resourcesOf(stack);
    const way = wayIn(resources);
    if ("kubeconfig" in way) {
        return abandonable(async () => {
            const cluster = await reached(way.kubeconfig);
            const plan = await planDrain(cluster, resources, { limitSeconds: LIMIT_SECONDS, note });
            return { ...plan, run: () => abandonable(plan.run) };
        });
    }
    if (way.lacks === "text") {
        throw new UserError(
            "The cluster has to be drained before it goes, and its kubeconfig cannot be read from the state: it is a secret there, or not known.\n" +
                `Next step: run up, which writes it anew, ${WITHOUT}`,
        );
    }
    if (way.lacks === "provider") {
        note(
            "the cluster is not drained: the state has no way into it, so nothing in it is the stack's; " +
                "if others have put something in, see afterwards what is left in AWS: platform leftovers",
        );
    }
    return undefined;
}

async function reached(kubeconfig: string): Promise<DrainedCluster> {
    try {
        return await reachCluster(kubeconfig, new AbortController().signal);
    } catch (error) {
        if (!(error instanceof ProviderError)) {
            throw error;
        }
        throw new UserError(
            `The cluster has to be drained before it goes, and cannot be reached:\n${error.message}\n` +
                `Next step: run this from where its API server answers, ${WITHOUT}`,
        );
    }
}
