import { listAt, mapAt } from "../../../core/engine/values";
import { type AwsBehaviours, ec2Id } from "../behaviour";

const VPC = "aws:ec2/vpc:Vpc";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
const BASE36 = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Route tables, and endpoints that keep traffic to AWS inside of a VPC. */
export const ec2RoutingBehaviours: AwsBehaviours = {
    [ROUTE_TABLE]: {
        uses: { vpcId: VPC, "routes.gatewayId": "aws:ec2/internetGateway:InternetGateway" },
        inUse: "DependencyViolation",
        id: ec2Id("rtb"),
        computed: ({ arn, account }, id) => ({ arn: arn("ec2", `route-table/${id}`), ownerId: account }),
    },

    "aws:ec2/route:Route": {
        unique: {
            by: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
            error: "RouteAlreadyExists",
        },
        id: ({ identity, text }) => `r-${text("routeTableId")}${identity.number("destination", 4_000_000_000)}`,
        computed: () => ({ instanceId: "", instanceOwnerId: "", origin: "CreateRoute", state: "active" }),
    },

    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        unique: { by: ["subnetId", "gatewayId"], error: "Resource.AlreadyAssociated" },
        uses: { routeTableId: ROUTE_TABLE },
        id: ec2Id("rtbassoc"),
    },

    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": {
        id: ec2Id("rtbassoc"),
        computed: ({ identity }) => ({ originalRouteTableId: `rtb-0${identity.hex("original", 16)}` }),
    },

    "aws:ec2/vpcEndpoint:VpcEndpoint": {
        uses: {
            vpcId: VPC,
            subnetIds: "aws:ec2/subnet:Subnet",
            securityGroupIds: "aws:ec2/securityGroup:SecurityGroup",
        },
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
        id: ({ identity }) => `a-vpce-${identity.hex("id", 17)}`,
    },
};

function lastPart(serviceName: string): string {
    return serviceName.split(".").slice(3).join(".") || serviceName;
}
