import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../aws/account";
import { policyDocument } from "../aws/policy-document";
import type { EksClusterConfig } from "../config/sections/cluster";
import { roleTrust } from "./role-trust";

/** Arguments of {@link AccessRoles}. */
export interface AccessRolesArgs {
    /** Name of the cluster. */
    readonly clusterName: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** Who is let in; those with a `trust` get a role. */
    readonly access: EksClusterConfig["access"];
}

/**
 * Roles that people and pipelines assume to use the cluster. In AWS they may look up its address, which `aws eks update-kubeconfig` does,
 * and nothing else; what they may do in the cluster follows from their access entries.
 */
export class AccessRoles extends pulumi.ComponentResource {
    /** ARNs of the roles by the entries' names. */
    readonly arns: ReadonlyMap<string, pulumi.Output<string>>;

    constructor(name: string, args: AccessRolesArgs, opts: pulumi.ComponentResourceOptions) {
        const { clusterName, region } = args;
        super("eks-platform:cluster:AccessRoles", name, { clusterName, region }, opts);
        const trusts = Object.entries(args.access).flatMap(([entry, { trust }]) =>
            trust ? [[entry, trust] as const] : [],
        );
        const policy = accountOf(this, region).apply(({ id, partition }) =>
            policyDocument([
                {
                    Sid: "FindCluster",
                    Effect: "Allow",
                    Action: "eks:DescribeCluster",
                    Resource: `arn:${partition}:eks:${region}:${id}:cluster/${clusterName}`,
                },
            ]),
        );
        this.arns = new Map(
            trusts.map(([entry, trust]) => {
                const role = new Role(
                    `${name}-${entry}`,
                    { assumeRolePolicy: policyDocument(roleTrust(region, trust)) },
                    { parent: this },
                );
                new RolePolicy(`${name}-${entry}-policy`, { role: role.name, policy }, { parent: this });
                return [entry, role.arn];
            }),
        );
        this.registerOutputs({});
    }
}
