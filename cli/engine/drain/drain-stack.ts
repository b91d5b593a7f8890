import { ADDONS } from "../../../components/addons";
import { ProviderError } from "../../../core/engine/errors";
import { UserError } from "../../errors";
import type { Note } from "../../notes";
import { survivorLines } from "../../output/survivors";
import { abandonable } from "../interrupt";
import type { Session } from "../session";
import { type DrainedCluster, reachCluster } from "./cluster";
import { drain } from "./drain";
import { kubeconfigIn } from "./kubeconfig";
import { ownedBy, type StateResource } from "./owned";

/** Load balancers and nodes take minutes to go. */
const LIMIT_SECONDS = 900;

const WITHOUT =
    "or, where nothing of it matters, repeat with --no-drain and find what it leaves by platform leftovers.";

/**
 * Empties the cluster of a stack that is about to be destroyed of what the stack does not own and what would stay in AWS without it. A
 * stack without a cluster of its own has nothing to drain.
 *
 * @throws UserError with what would not go, before anything of the stack is destroyed
 */
export async function drainStack({ stack, target }: Pick<Session, "stack" | "target">, note: Note): Promise<void> {
    if (target !== "cloud") {
        return;
    }
    const { deployment } = await stack.exportStack();
    const resources: readonly (StateResource & { readonly urn: string })[] = deployment?.resources ?? [];
    const kubeconfig = kubeconfigIn(resources);
    if (kubeconfig === undefined) {
        return;
    }
    const survivors = await abandonable(async () => {
        const cluster = await reached(kubeconfig);
        const kinds = ADDONS.toReversed().flatMap(({ drains = [] }) => drains);
        return drain(cluster, { kinds, isOwned: ownedBy(resources), limitSeconds: LIMIT_SECONDS, note });
    });
    if (survivors.length > 0) {
        throw new UserError(
            [
                "The cluster could not be drained; nothing of the stack was destroyed. Still there:",
                ...survivorLines(survivors),
                "Next step: see the controller that holds or makes each of them (for Argo CD or Flux, end its Applications first), then repeat,",
                WITHOUT,
            ].join("\n"),
        );
    }
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
