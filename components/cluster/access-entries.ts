import { AccessEntry } from "@pulumi/aws/eks/accessEntry";
import { AccessPolicyAssociation } from "@pulumi/aws/eks/accessPolicyAssociation";
import * as pulumi from "@pulumi/pulumi";
import type { AccessGrant, AccessPolicy } from "./access-grants";

/** Arguments of {@link AccessEntries}. */
export interface AccessEntriesArgs {
    /** Name of the cluster. */
    readonly clusterName: pulumi.Input<string>;
    /** AWS partition of the cluster's region. */
    readonly partition: string;
    /** Who may use the Kubernetes API, and how. */
    readonly grants: readonly AccessGrant[];
}

const POLICY_NAMES: Readonly<Record<AccessPolicy["policy"], string>> = {
    "cluster-admin": "AmazonEKSClusterAdminPolicy",
    admin: "AmazonEKSAdminPolicy",
    "admin-view": "AmazonEKSAdminViewPolicy",
    edit: "AmazonEKSEditPolicy",
    view: "AmazonEKSViewPolicy",
};

/**
 * Lets IAM principals into the cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export class AccessEntries extends pulumi.ComponentResource {
    /** What principals may do; to wait for the component waits for the entries alone, which these are children of. */
    readonly associations: readonly AccessPolicyAssociation[];

    constructor(name: string, args: AccessEntriesArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:cluster:AccessEntries", name, args, opts);
        this.associations = args.grants.flatMap((grant) => {
            const { clusterName } = args;
            const { principalArn, type = "STANDARD" } = grant;
            const formerly = (suffix: string) => ({
                aliases: grant.formerName === undefined ? [] : [{ name: `${name}-${grant.formerName}${suffix}` }],
            });
            const entry = new AccessEntry(
                `${name}-${grant.name}`,
                {
                    clusterName,
                    principalArn,
                    type,
                    ...(type === "STANDARD" && { kubernetesGroups: [...grant.groups] }),
                },
                { parent: this, ...formerly("") },
            );
            return grant.policies.map(
                ({ policy, namespaces }) =>
                    new AccessPolicyAssociation(
                        // The colon keeps the policy apart from a name that ends like one.
                        `${name}-${grant.name}:${policy}`,
                        {
                            clusterName,
                            principalArn: entry.principalArn,
                            policyArn: `arn:${args.partition}:eks::aws:cluster-access-policy/${POLICY_NAMES[policy]}`,
                            accessScope: namespaces
                                ? { type: "namespace", namespaces: [...namespaces] }
                                : { type: "cluster" },
                        },
                        // A new scope is another association of the same policy: to dissociate the old one last would take the new one along.
                        { parent: entry, deleteBeforeReplace: true, ...formerly(`-${policy}`) },
                    ),
            );
        });
        this.registerOutputs({});
    }
}
