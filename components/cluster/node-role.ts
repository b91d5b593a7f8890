import { Role } from "@pulumi/aws/iam/role";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../../core/facts/aws/partition";
import { INSTANCE_TRUST } from "./instance-trust";

/** Arguments of a {@link NodeRole}. */
export interface NodeRoleArgs {
    /** AWS partition of the cluster's region. */
    readonly partition: string;
}

/**
 * What a node itself may do: join, pull images, hand out pod identities, and be reached by Session Manager instead of SSH. The VPC
 * CNI and the storage drivers have roles of their own.
 */
const POLICIES = [
    "AmazonEKSWorkerNodePolicy",
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonSSMManagedInstanceCore",
] as const;

/**
 * The IAM role of nodes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export class NodeRole extends pulumi.ComponentResource {
    /** The role's ARN, known once the role has all its policies. */
    readonly arn: pulumi.Output<string>;
    /** The role's name. */
    readonly roleName: pulumi.Output<string>;

    constructor(name: string, args: NodeRoleArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:cluster:NodeRole", name, args, opts);
        const role = new Role(`${name}-role`, { assumeRolePolicy: INSTANCE_TRUST }, { parent: this });
        const attachments = POLICIES.map(
            (policy) =>
                new RolePolicyAttachment(
                    `${name}-${policy}`,
                    { role: role.name, policyArn: managedPolicyArn(args.partition, policy) },
                    { parent: this },
                ),
        );
        const attached = pulumi.all(attachments.map(({ id }) => id));
        this.arn = pulumi.all([role.arn, attached]).apply(([arn]) => arn);
        this.roleName = role.name;
        this.registerOutputs({ arn: this.arn });
    }
}
