import type { Stack } from "@pulumi/pulumi/automation";
import * as z from "zod";
import type { EksPlatformConfig } from "../../components/config";
import { nameOf } from "../../core/engine/urn";
import { isCaller } from "../../core/facts/aws/caller";
import { awsCli } from "../aws-cli";
import { UserError } from "../errors";
import type { Wanted } from "./cloud-checks";
import { clusterAmong, resourcesOf } from "./state-resources";

/** Whoever gets tokens for the cluster: `aws eks get-token` runs with the same credentials. */
export async function callerOfCli(region: string): Promise<string> {
    return (await awsCli(["sts", "get-caller-identity"], region, z.object({ Arn: z.string() }))).Arn;
}

/**
 * Stops a first update before anything is made where EKS would not let in who runs it: the cluster would be there for good
 * (`creatorIsAdmin` is read once), and nothing could be put into it.
 *
 * @param callerOf tells the ARN of who runs it
 * @throws UserError with what to set
 */
export async function requireAdministrator(
    { operation, endsWithCluster }: Wanted,
    { stack: name, region, cluster }: EksPlatformConfig,
    stack: Stack,
    callerOf: (region: string) => Promise<string> = callerOfCli,
): Promise<void> {
    if (operation !== "up" || endsWithCluster || cluster.creatorIsAdmin !== false) {
        return;
    }
    const resources = await resourcesOf(stack);
    if (clusterAmong(resources) !== undefined) {
        return;
    }
    const administrators = Object.entries(cluster.access).filter(
        ([, { policy, namespaces }]) => policy === "cluster-admin" && namespaces === undefined,
    );
    const endings = ["-pipeline-deploy", ...administrators.map(([entry]) => `-access-roles-${entry}`)];
    const made = resources
        .filter(({ type, urn }) => type === "aws:iam/role:Role" && endings.some((end) => nameOf(urn).endsWith(end)))
        .map(({ outputs }) => String(outputs?.arn));
    const allowed = [...administrators.flatMap(([, { principalArn }]) => principalArn ?? []), ...made];
    const caller = await callerOf(region);
    if (allowed.some((principal) => isCaller(caller, principal))) {
        return;
    }
    throw new UserError(
        `${caller} would make the cluster and could put nothing into it: creatorIsAdmin is false, and no entry of cluster.access with policy ` +
            "cluster-admin for the whole cluster names this principal; nothing was changed.\n" +
            "Next step: add such an entry with its principalArn, run up as one that has it, or make the cluster alone with " +
            `npm run up -- ${name} --until cluster and let an administrator of the stack go on.`,
    );
}
