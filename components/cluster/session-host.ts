import { Instance } from "@pulumi/aws/ec2/instance";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupRule } from "@pulumi/aws/ec2/securityGroupRule";
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { getParameterOutput } from "@pulumi/aws/ssm/getParameter";
import * as pulumi from "@pulumi/pulumi";
import { instanceTypes } from "../../core/facts/aws/instance-types";
import { policyDocument } from "../aws/policy-document";
import { INSTANCE_TRUST } from "./instance-trust";
import { SESSION_TAG } from "./session";

/** Arguments of a {@link SessionHost}. */
export interface SessionHostArgs {
    /** Name of the cluster, which is also the value of the tag that sessions are allowed by. */
    readonly clusterName: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** The VPC of the cluster. */
    readonly vpcId: pulumi.Input<string>;
    /** A private subnet, from which Systems Manager can be reached. */
    readonly subnetId: pulumi.Input<string>;
    /** Security group of the control plane's interfaces, which lets the host in. */
    readonly clusterSecurityGroupId: pulumi.Input<string>;
}

/**
 * What the agent needs to be reached by sessions. AWS's own AmazonSSMManagedInstanceCore reads every parameter of the account besides. None
 * of these can be limited to a resource.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-add-permissions-to-existing-profile.html
 */
const POLICY = policyDocument([
    {
        Sid: "Sessions",
        Effect: "Allow",
        Action: [
            "ssm:UpdateInstanceInformation",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
    },
]);

/** The smallest instances with the AMIs of their architectures; a region may lack one. */
const MACHINES = [
    { instanceType: "t4g.nano", image: "arm64" },
    { instanceType: "t3.nano", image: "x86_64" },
] as const;

const HTTPS = { protocol: "tcp", fromPort: 443, toPort: 443 } as const;

/**
 * A small instance that forwards ports of Session Manager to the API server: nothing can connect to it, and it can connect to port 443 alone.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html
 */
export class SessionHost extends pulumi.ComponentResource {
    /** Id of the instance, known once the API server lets it in. */
    readonly instanceId: pulumi.Output<string>;

    constructor(name: string, args: SessionHostArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:cluster:SessionHost", name, args, opts);
        const child = { parent: this };
        const group = new SecurityGroup(
            `${name}-security-group`,
            { vpcId: args.vpcId, description: "Sessions to the API server", revokeRulesOnDelete: true },
            child,
        );
        const egress = new SecurityGroupRule(
            `${name}-https`,
            {
                securityGroupId: group.id,
                type: "egress",
                description: "HTTPS to Systems Manager and the API server",
                ...HTTPS,
                cidrBlocks: ["0.0.0.0/0"],
            },
            child,
        );
        const entrance = new SecurityGroupRule(
            `${name}-api-server`,
            {
                securityGroupId: args.clusterSecurityGroupId,
                sourceSecurityGroupId: group.id,
                type: "ingress",
                description: "HTTPS from the host of sessions",
                ...HTTPS,
            },
            child,
        );
        const role = new Role(`${name}-role`, { assumeRolePolicy: INSTANCE_TRUST }, child);
        const policy = new RolePolicy(`${name}-policy`, { role: role.name, policy: POLICY }, child);
        const profile = new InstanceProfile(`${name}-profile`, { role: role.name }, child);
        const { instanceType, image } = machineIn(args.region);
        const ami = getParameterOutput(
            { name: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${image}` },
            child,
        );
        const instance = new Instance(
            `${name}-instance`,
            {
                ami: ami.value,
                instanceType,
                subnetId: args.subnetId,
                associatePublicIpAddress: false,
                vpcSecurityGroupIds: [group.id],
                iamInstanceProfile: profile.name,
                metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
                rootBlockDevice: { volumeType: "gp3", encrypted: true },
                tags: { Name: `${args.clusterName}-session`, [SESSION_TAG]: args.clusterName },
            },
            // A new image would replace the host, and with it the way by which the same update works.
            { ...child, ignoreChanges: ["ami"], dependsOn: [policy, egress] },
        );
        this.instanceId = pulumi.all([instance.id, entrance.id]).apply(([id]) => id);
        this.registerOutputs({ instanceId: this.instanceId });
    }
}

function machineIn(region: string): (typeof MACHINES)[number] {
    return MACHINES.find(({ instanceType }) => instanceTypes().get(instanceType)?.regions.has(region)) ?? MACHINES[0];
}
