import type { Account } from "../aws/account";

/** What the roles of a stack's pipeline are limited to. */
export interface PipelineScope extends Account {
    /** The stack, which the tag `eks-platform:stack` of everything that it makes in AWS names. */
    readonly stack: string;
    /** How the names begin that Pulumi gives to the stack's roles, keys' aliases and log groups. */
    readonly prefix: string;
    /** Every region that the stack has something in: its own, and that of the copies of its backups. */
    readonly regions: readonly string[];
    /** Whether the stack has backups. */
    readonly hasBackups: boolean;
    /** Name of the cluster in AWS. */
    readonly clusterName: string;
    /** The bucket of Pulumi's state; undefined where it is not in a bucket. */
    readonly stateBucket: string | undefined;
    /** ARNs of the keys that encrypt the state or its secrets. */
    readonly stateKeys: readonly string[];
    /** ARN of the policy that bounds every role of the stack; undefined where none does. */
    readonly permissionsBoundary: string | undefined;
}

/** How the names of the pipeline's own roles begin, after the stack's prefix. */
export const PIPELINE = "pipeline";

/** ARN of what a service has in the stack's account and region. */
export function arnIn({ partition, region, id }: Account, service: string, resource: string): string {
    return `arn:${partition}:${service}:${region}:${id}:${resource}`;
}

/** ARN of the account's roles whose names fit a pattern. */
export function roles({ partition, id }: Account, pattern: string): string {
    return `arn:${partition}:iam::${id}:role/${pattern}`;
}

/** The condition that a resource is the stack's, by its tag. */
export function ofStack({ stack }: PipelineScope) {
    return { "aws:ResourceTag/eks-platform:stack": stack };
}

/** The condition that what is made gets the stack's tag. */
export function madeForStack({ stack }: PipelineScope) {
    return { "aws:RequestTag/eks-platform:stack": stack };
}

/** The condition that a request is for one of the stack's regions. */
export function inRegions({ regions }: PipelineScope) {
    return { StringEquals: { "aws:RequestedRegion": regions } };
}
