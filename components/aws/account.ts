import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import type * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../core/facts/aws/partition";

/** Where resources are made, as their policies name it. */
export interface Account {
    readonly id: string;
    readonly region: string;
    readonly partition: string;
}

/** The account of a component's AWS provider. */
export function accountOf(component: pulumi.Resource, region: string): pulumi.Output<Account> {
    return getCallerIdentityOutput({}, { parent: component }).accountId.apply((id) => ({
        id,
        region,
        partition: partitionOf(region),
    }));
}
