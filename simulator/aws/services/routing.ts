import { listAt, mapAt } from "../../../core/engine/values";
import { type AwsModels, ec2Id } from "../model";

const VPC = "aws:ec2/vpc:Vpc";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
const BASE36 = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Route tables, and endpoints that keep traffic to AWS inside of a VPC. */
export const routingModels: AwsModels = {
    [ROUTE_TABLE]: {
        required: ["vpcId"],
        immutable: ["vpcId"],
        uses: { vpcId: VPC, "routes.gatewayId": "aws:ec2/internetGateway:InternetGateway" },
        inUse: "DependencyViolation",
        tagged: true,
        id: ec2Id("rtb"),
        defaults: () => ({ propagatingVgws: [], routes: [] }),
        computed: ({ arn, account }, id) => ({ arn: arn("ec2", `route-table/${id}`), ownerId: account }),
    },

    "aws:ec2/route:Route": {
        required: ["routeTableId"],
        immutable: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
        unique: {
            by: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
            error: "RouteAlreadyExists",
        },
        id: ({ identity, text }) => `r-${text("routeTableId")}${identity.number("destination", 4_000_000_000)}`,
        defaults: () => ({ networkInterfaceId: "" }),
        computed: () => ({ instanceId: "", instanceOwnerId: "", origin: "CreateRoute", state: "active" }),
    },

    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        required: ["routeTableId"],
        immutable: ["subnetId", "gatewayId"],
        unique: { by: ["subnetId", "gatewayId"], error: "Resource.AlreadyAssociated" },
        uses: { routeTableId: ROUTE_TABLE },
        id: ec2Id("rtbassoc"),
    },

    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": {
        required: ["routeTableId", "vpcId"],
        id: ec2Id("rtbassoc"),
        computed: ({ identity }) => ({ originalRouteTableId: `rtb-0${identity.hex("original", 16)}` }),
    },

    "aws:ec2/vpcEndpoint:VpcEndpoint": {
        required: ["vpcId"],
        immutable: [
            "vpcId",
            "resourceConfigurationArn",
            "serviceName",
            "serviceNetworkArn",
            "vpcEndpointType",
            "serviceRegion",
        ],
        json: ["policy"],
        uses: {
            vpcId: VPC,
            subnetIds: "aws:ec2/subnet:Subnet",
            securityGroupIds: "aws:ec2/securityGroup:SecurityGroup",
        },
        tagged: true,
        id: ec2Id("vpce"),
        defaults: ({ region }) => ({
            ipAddressType: "ipv4",
            policy: JSON.stringify({
                Version: "2008-10-17",
                Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
            }),
            privateDnsEnabled: false,
            routeTableIds: [],
            securityGroupIds: [],
            serviceRegion: region,
            subnetConfigurations: [],
            subnetIds: [],
            vpcEndpointType: "Gateway",
        }),
        computed: (context, id) => {
            const isInterface = context.text("vpcEndpointType", "Gateway") === "Interface";
            return {
                arn: context.arn("ec2", `vpc-endpoint/${id}`),
                cidrBlocks: isInterface ? [] : ["52.216.0.0/15"],
                dnsEntries: isInterface
                    ? [
                          {
                              dnsName: `${id}-${context.identity.text("dns", 8, BASE36)}.${lastPart(context.text("serviceName"))}.${context.region}.vpce.${context.dnsSuffix}`,
                              hostedZoneId: `Z${context.identity.text("zone", 13, BASE36.toUpperCase())}`,
                          },
                      ]
                    : [],
                dnsOptions: {
                    dnsRecordIpType: isInterface ? "ipv4" : "service-defined",
                    ...mapAt(context.inputs, "dnsOptions"),
                },
                networkInterfaceIds: listAt(context.inputs, "subnetIds").map(
                    (_, index) => `eni-0${context.identity.hex(`eni-${index}`, 16)}`,
                ),
                ownerId: context.account,
                prefixListId: isInterface ? "" : `pl-${context.identity.hex("prefix-list", 8)}`,
                requesterManaged: false,
                state: "available",
            };
        },
    },

    "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": {
        required: ["routeTableId", "vpcEndpointId"],
        immutable: ["routeTableId", "vpcEndpointId"],
        id: ({ identity }) => `a-vpce-${identity.hex("id", 17)}`,
    },
};

function lastPart(serviceName: string): string {
    return serviceName.split(".").slice(3).join(".") || serviceName;
}
