import * as z from "zod";
import { awsCli } from "../aws-cli";
import { UserError } from "../errors";
import type { Leftover, Owner } from "./find";

/** Name of a cluster among what was found, which uses most of the rest. The tag of a stack is not unique: it may be anybody's. */
export function clusterAmong(found: readonly Leftover[]): string | undefined {
    return found.find(({ service, kind }) => service === "eks" && kind === "cluster")?.id;
}

/**
 * Holds a removal back while a cluster is there that may use what it takes: one that is listed, the stack's, and those that tags name. The
 * list is behind by minutes and may lack one, so that EKS itself is asked.
 *
 * @throws UserError where there is one, or EKS does not say
 */
export async function refuseBesideCluster(owner: Owner, found: readonly Leftover[], chosen: readonly Leftover[]) {
    const listed = clusterAmong(found);
    if (listed !== undefined) {
        throw isThere(listed, owner);
    }
    for (const name of new Set([owner.cluster, ...chosen.flatMap(({ clusters }) => clusters)])) {
        if (await exists(name, owner.region)) {
            throw isThere(name, owner);
        }
    }
}

async function exists(name: string, region: string): Promise<boolean> {
    try {
        await awsCli(["eks", "describe-cluster", "--name", name], region, z.unknown());
        return true;
    } catch (error) {
        if (error instanceof UserError && error.message.includes("(ResourceNotFoundException)")) {
            return false;
        }
        throw error;
    }
}

function isThere(name: string, { stack, cluster, region, account }: Owner): UserError {
    const next =
        name === cluster
            ? `where it is the stack's own, npm run destroy -- ${stack}; where somebody else made it, remove by hand what it does not use.`
            : "by its settings it is not the stack's: where the stack had that name before, set cluster.name back and destroy it; where somebody else made it, remove by hand what it does not use.";
    return new UserError(
        `The cluster ${name} is there (account ${account}, ${region}), and may use what bears these tags; nothing was removed.\nNext step: ${next}`,
    );
}
