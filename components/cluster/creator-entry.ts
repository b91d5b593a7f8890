import * as pulumi from "@pulumi/pulumi";
import { isCaller } from "../../core/facts/aws/caller";
import { callerArnOf } from "../aws/account";
import type { AccessGrant, AccessPolicy } from "./access-grants";

/**
 * Whether EKS has to make an access entry for who creates the cluster: not where the stack does, for EKS takes one entry for each principal and
 * refuses the second. Undefined where the stack lets nobody in who could take the creator's place.
 *
 * @param component whose AWS provider creates the cluster
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html
 */
export function needsCreatorEntry(
    component: pulumi.Resource,
    grants: readonly AccessGrant[],
): pulumi.Output<boolean> | undefined {
    const administrators = grants
        .filter(({ policies }) => policies.some(isForAll))
        .map(({ principalArn }) => principalArn);
    return administrators.length === 0
        ? undefined
        : pulumi
              .all([callerArnOf(component), pulumi.all(administrators)])
              .apply(([caller, principals]) => !principals.some((principal) => isCaller(caller, principal)));
}

/** Whether a policy lets its principal do all that an update does in a cluster. */
function isForAll({ policy, namespaces }: AccessPolicy): boolean {
    return policy === "cluster-admin" && namespaces === undefined;
}
