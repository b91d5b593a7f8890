import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import type * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../core/facts/aws/partition";

/** Where resources are made, as their policies name it. */
export interface Account {
    /** Twelve digits. */
    readonly id: string;
    /** AWS region, such as `eu-west-1`. */
    readonly region: string;
    /** AWS partition of the region, such as `aws` or `aws-cn`. */
    readonly partition: string;
}

/** Whoever runs the program, as STS says it. */
export function callerArnOf(component: pulumi.Resource): pulumi.Output<string> {
    return getCallerIdentityOutput({}, { parent: component }).arn;
}

/** The account of a component's AWS provider. */
export function accountOf(component: pulumi.Resource, region: string): pulumi.Output<Account> {
    return getCallerIdentityOutput({}, { parent: component }).accountId.apply((id) => ({
        id,
        region,
        partition: partitionOf(region),
    }));
}
