import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../aws/policy-document";

/** Arguments of a {@link PodIdentity}. */
export interface PodIdentityArgs {
    /** Name of the cluster. */
    readonly clusterName: pulumi.Input<string>;
    /** Namespace of the ServiceAccount. */
    readonly namespace: string;
    /** The ServiceAccount whose pods get the permissions. */
    readonly serviceAccount: string;
    /**
     * ARNs of policies that AWS maintains.
     *
     * @default []
     */
    readonly managedPolicyArns?: readonly string[];
    /**
     * A policy document of our own, as JSON.
     *
     * @default none
     */
    readonly policy?: pulumi.Input<string>;
}

/** EKS itself checks the cluster, namespace and ServiceAccount before it hands out the role. */
const TRUST = policyDocument([
    {
        Sid: "EksPodIdentity",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
    },
]);

/**
 * AWS permissions for the pods of one ServiceAccount.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
export class PodIdentity extends pulumi.ComponentResource {
    /** ARN of the role that the pods get. */
    readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: PodIdentityArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:identity:PodIdentity", name, args, opts);
        const child = { parent: this };
        const role = new Role(`${name}-role`, { assumeRolePolicy: TRUST }, child);
        args.managedPolicyArns?.forEach((policyArn, index) => {
            new RolePolicyAttachment(`${name}-policy-${index}`, { role: role.name, policyArn }, child);
        });
        if (args.policy !== undefined) {
            new RolePolicy(`${name}-policy`, { role: role.name, policy: args.policy }, child);
        }
        new PodIdentityAssociation(
            `${name}-association`,
            {
                clusterName: args.clusterName,
                namespace: args.namespace,
                serviceAccount: args.serviceAccount,
                roleArn: role.arn,
            },
            child,
        );
        this.roleArn = role.arn;
        this.registerOutputs({ roleArn: this.roleArn });
    }
}
