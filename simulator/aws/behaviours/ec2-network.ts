import { containsCidr, overlapCidr } from "cidr-tools";
import { listAt, type PropertyMap, stringAt } from "../../../core/engine/values";
import { type AwsBehaviours, type AwsContext, ec2Id } from "../behaviour";
import { zoneId, zoneNames } from "../zones";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const ADDRESS = "aws:ec2/eip:Eip";

/** VPC, subnets, gateways and what records or filters their traffic. */
export const ec2NetworkBehaviours: AwsBehaviours = {
    [VPC]: {
        inUse: "DependencyViolation",
        id: ec2Id("vpc"),
        defaults: () => ({
            enableDnsSupport: true,
            instanceTenancy: "default",
        }),
        computed: ({ arn, account, identity, inputs }, id) => ({
            arn: arn("ec2", `vpc/${id}`),
            defaultNetworkAclId: `acl-0${identity.hex("acl", 16)}`,
            defaultRouteTableId: `rtb-0${identity.hex("rtb", 16)}`,
            defaultSecurityGroupId: `sg-0${identity.hex("sg", 16)}`,
            dhcpOptionsId: `dopt-0${identity.hex("dopt", 16)}`,
            mainRouteTableId: `rtb-0${identity.hex("rtb", 16)}`,
            ipv6AssociationId:
                inputs.assignGeneratedIpv6CidrBlock === true ? `vpc-cidr-assoc-0${identity.hex("ipv6", 16)}` : "",
            ...(inputs.assignGeneratedIpv6CidrBlock === true && {
                ipv6CidrBlock: `2600:1f13:${identity.hex("ipv6-block", 3)}:${identity.hex("ipv6-net", 2)}00::/56`,
            }),
            ownerId: account,
        }),
    },

    [SUBNET]: {
        uses: { vpcId: VPC },
        inUse: "DependencyViolation",
        id: ec2Id("subnet"),
        defaults: ({ region }) => ({
            availabilityZone: `${region}a`,
            privateDnsHostnameTypeOnLaunch: "ip-name",
        }),
        computed: (context, id) => ({
            arn: context.arn("ec2", `subnet/${id}`),
            availabilityZoneId: zoneId(context.text("availabilityZone", `${context.region}a`)),
            ipv6CidrBlockAssociationId: "",
            ownerId: context.account,
        }),
        refuseCreate: refuseSubnet,
    },

    [GATEWAY]: {
        uses: { vpcId: VPC },
        inUse: "DependencyViolation",
        id: ec2Id("igw"),
        computed: ({ arn, account }, id) => ({ arn: arn("ec2", `internet-gateway/${id}`), ownerId: account }),
    },

    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
        uses: { vpcId: VPC },
        id: ec2Id("eigw"),
    },

    [ADDRESS]: {
        inUse: "InvalidIPAddress.InUse",
        id: ec2Id("eipalloc"),
        defaults: ({ region }) => ({
            domain: "vpc",
            networkBorderGroup: region,
            publicIpv4Pool: "amazon",
        }),
        computed: (context, id) => ({
            allocationId: id,
            arn: context.arn("ec2", `elastic-ip/${id}`),
            associationId: "",
            carrierIp: "",
            customerOwnedIp: "",
            privateDns: "",
            privateIp: "",
            ptrRecord: "",
            publicDns: `ec2-${publicIp(context).replaceAll(".", "-")}.${context.region}.compute.${context.dnsSuffix}`,
            publicIp: publicIp(context),
        }),
    },

    "aws:ec2/natGateway:NatGateway": {
        uses: { allocationId: ADDRESS, secondaryAllocationIds: ADDRESS, subnetId: SUBNET, vpcId: VPC },
        // Its public address is mapped by the gateway to the internet, which cannot be detached before.
        holds: { [GATEWAY]: (own, other) => own.connectivityType !== "private" && own.vpcId === other.vpcId },
        id: ec2Id("nat"),
        defaults: () => ({
            availabilityMode: "zonal",
            connectivityType: "public",
        }),
        computed: (context) => (isRegional(context) ? regionalGateway(context) : zonalGateway(context)),
        refuseCreate: refuseGateway,
    },

    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": {
        uses: { vpcId: VPC },
        id: ec2Id("vpc-cidr-assoc"),
    },

    "aws:ec2/flowLog:FlowLog": {
        id: ec2Id("fl"),
        defaults: () => ({
            logDestinationType: "cloud-watch-logs",
            logFormat: FLOW_LOG_FIELDS.map((field) => `\${${field}}`).join(" "),
            maxAggregationInterval: 600,
        }),
        computed: ({ arn }, id) => ({ arn: arn("ec2", `vpc-flow-log/${id}`) }),
    },

    "aws:ec2/networkAcl:NetworkAcl": {
        uses: { vpcId: VPC },
        id: ec2Id("acl"),
        computed: ({ arn, account }, id) => ({ arn: arn("ec2", `network-acl/${id}`), ownerId: account }),
    },
};

const FLOW_LOG_FIELDS =
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status".split(
        " ",
    );

const isRegional = ({ text }: AwsContext) => text("availabilityMode") === "regional";

function zonalGateway(context: AwsContext): PropertyMap {
    return {
        associationId: `eipassoc-0${context.identity.hex("association", 16)}`,
        autoProvisionZones: "",
        autoScalingIps: "",
        networkInterfaceId: `eni-0${context.identity.hex("eni", 16)}`,
        privateIp: context.text("privateIp", `10.0.0.${10 + context.identity.number("private-ip", 200)}`),
        publicIp: stringAt(context.lookup(ADDRESS, context.text("allocationId")) ?? {}, "publicIp") ?? "",
        regionalNatGatewayAddresses: [],
        regionalNatGatewayAutoMode: "",
        routeTableId: "",
        vpcId: context.text("vpcId", vpcOfSubnet(context, context.text("subnetId"))),
    };
}

/** A gateway whose zones and addresses AWS chooses, unless the inputs do; it has a route table to the internet gateway of its own. */
function regionalGateway(context: AwsContext): PropertyMap {
    const auto = listAt(context.inputs, "availabilityZoneAddresses").length === 0 ? "enabled" : "disabled";
    return {
        associationId: "",
        autoProvisionZones: auto,
        autoScalingIps: auto,
        networkInterfaceId: "",
        privateIp: "",
        publicIp: "",
        regionalNatGatewayAddresses: [],
        regionalNatGatewayAutoMode: auto,
        routeTableId: `rtb-0${context.identity.hex("routes", 16)}`,
        vpcId: context.text("vpcId"),
    };
}

/** What a gateway must and must not name, which depends on where it stands. */
function refuseGateway(context: AwsContext): string | undefined {
    if (!isRegional(context)) {
        return context.inputs.subnetId === undefined
            ? "MissingParameter: The request must contain the parameter SubnetId"
            : undefined;
    }
    if (context.inputs.vpcId === undefined) {
        return "MissingParameter: The request must contain the parameter VpcId";
    }
    const alien = ["subnetId", "allocationId", "secondaryAllocationIds", "privateIp"].find(
        (name) => context.inputs[name] !== undefined,
    );
    if (alien !== undefined) {
        return `InvalidParameterCombination: a regional NAT gateway takes no ${alien}`;
    }
    return context.text("connectivityType") === "private"
        ? "InvalidParameterCombination: a regional NAT gateway is public"
        : undefined;
}

function publicIp({ identity }: AwsContext): string {
    return `52.${identity.number("a", 256)}.${identity.number("b", 256)}.${1 + identity.number("c", 254)}`;
}

function vpcOfSubnet(context: AwsContext, subnetId: string): string {
    return stringAt(context.lookup(SUBNET, subnetId) ?? {}, "vpcId") ?? "";
}

function refuseSubnet(context: AwsContext, peers: readonly PropertyMap[]): string | undefined {
    const zone = context.text("availabilityZone");
    const zones = zoneNames(context.region);
    if (zone !== "" && !zones.includes(zone)) {
        return `InvalidParameterValue: Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}`;
    }
    const block = context.text("cidrBlock");
    const vpcId = context.text("vpcId");
    if (block === "") {
        return undefined;
    }
    const vpc = context.lookup(VPC, vpcId);
    const vpcBlock = vpc && stringAt(vpc, "cidrBlock");
    const isPrimary = vpcBlock && block.split(".")[0] === vpcBlock.split(".")[0];
    if (isPrimary && !containsCidr(vpcBlock, block)) {
        return `InvalidSubnet.Range: The CIDR '${block}' is not within the CIDR '${vpcBlock}' of ${vpcId}`;
    }
    const rival = peers.find(
        (peer) => stringAt(peer, "vpcId") === vpcId && overlapCidr(stringAt(peer, "cidrBlock") ?? "", block),
    );
    if (!rival) {
        return undefined;
    }
    return `InvalidSubnet.Conflict: The CIDR '${block}' conflicts with another subnet (${stringAt(rival, "cidrBlock")})`;
}
