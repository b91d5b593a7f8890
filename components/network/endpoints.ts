import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupRule } from "@pulumi/aws/ec2/securityGroupRule";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link Endpoints}. */
export interface EndpointsArgs {
    /** The VPC that the ways start in. */
    readonly vpcId: pulumi.Input<string>;
    /** Block of the VPC: its members may use the endpoints. */
    readonly vpcCidr: string;
    /** AWS region of the VPC. */
    readonly region: string;
    /** Services to reach by interface endpoints, such as `ecr.api`. */
    readonly services: readonly string[];
    /** Subnets that hold the interfaces, one a zone. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Route tables that lead to S3, where the layers of images are. */
    readonly routeTableIds: readonly pulumi.Input<string>[];
}

/**
 * Ways from the VPC to AWS services that do not leave Amazon's network.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export class Endpoints extends pulumi.ComponentResource {
    /** What must exist for the services to answer: the endpoints, and the rule that lets the VPC in. */
    readonly ways: readonly pulumi.Resource[];

    constructor(name: string, args: EndpointsArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:network:Endpoints", name, args, opts);
        const child = { parent: this };
        const serviceName = (service: string) => `com.amazonaws.${args.region}.${service}`;
        const s3 = new VpcEndpoint(
            `${name}-s3`,
            {
                vpcId: args.vpcId,
                vpcEndpointType: "Gateway",
                serviceName: serviceName("s3"),
                routeTableIds: [...args.routeTableIds],
            },
            child,
        );
        const interfaces = args.services.length > 0 ? this.interfaces(name, args, serviceName) : [];

        this.ways = [s3, ...interfaces];
        this.registerOutputs({});
    }

    private interfaces(
        name: string,
        args: EndpointsArgs,
        serviceName: (service: string) => string,
    ): readonly pulumi.Resource[] {
        const child = { parent: this };
        const securityGroup = new SecurityGroup(
            `${name}-security-group`,
            { vpcId: args.vpcId, description: "HTTPS from the VPC to AWS services", revokeRulesOnDelete: true },
            child,
        );
        const https = new SecurityGroupRule(
            `${name}-https`,
            {
                securityGroupId: securityGroup.id,
                type: "ingress",
                description: "HTTPS from the VPC",
                protocol: "tcp",
                fromPort: 443,
                toPort: 443,
                cidrBlocks: [args.vpcCidr],
            },
            child,
        );
        const endpoints = args.services.map(
            (service) =>
                new VpcEndpoint(
                    `${name}-${service.replaceAll(".", "-")}`,
                    {
                        vpcId: args.vpcId,
                        vpcEndpointType: "Interface",
                        serviceName: serviceName(service),
                        subnetIds: [...args.subnetIds],
                        securityGroupIds: [securityGroup.id],
                        privateDnsEnabled: true,
                    },
                    child,
                ),
        );
        return [https, ...endpoints];
    }
}
