import { listAt, mapAt, type PropertyMap, stringAt } from "../../protocol/values";
import { valuesAt } from "../../resource/properties";
import { latestVersion, platformVersion } from "../eks-versions";
import type { AwsContext } from "../model";

const SUBNET = "aws:ec2/subnet:Subnet";

/** What EKS reports of a cluster. */
export function describeCluster(context: AwsContext, id: string): PropertyMap {
    const { identity, inputs, region } = context;
    const network = mapAt(inputs, "vpcConfig");
    const version = context.text("version", latestVersion);
    const key = identity.hex("endpoint", 32).toUpperCase();
    const firstSubnet = listAt(network, "subnetIds")[0];
    const subnet = typeof firstSubnet === "string" ? context.lookup(SUBNET, firstSubnet) : undefined;
    return {
        arn: context.arn("eks", `cluster/${id}`),
        accessConfig: {
            authenticationMode: "CONFIG_MAP",
            bootstrapClusterCreatorAdminPermissions: true,
            ...mapAt(inputs, "accessConfig"),
        },
        certificateAuthority: { data: certificate(context) },
        clusterId: "",
        computeConfig: { enabled: false, nodePools: [], nodeRoleArn: "", ...mapAt(inputs, "computeConfig") },
        controlPlaneScalingConfig: { tier: "standard", ...mapAt(inputs, "controlPlaneScalingConfig") },
        createdAt: identity.timestamp("created"),
        endpoint: `https://${key}.gr7.${region}.eks.${context.dnsSuffix}`,
        identities: [{ oidcs: [{ issuer: `https://oidc.eks.${region}.${context.dnsSuffix}/id/${key}` }] }],
        kubeApiServerConfig: mapAt(inputs, "kubeApiServerConfig"),
        kubeControllerManagerConfig: mapAt(inputs, "kubeControllerManagerConfig"),
        kubeSchedulerConfig: mapAt(inputs, "kubeSchedulerConfig"),
        kubernetesNetworkConfig: {
            elasticLoadBalancing: { enabled: false },
            ipFamily: "ipv4",
            serviceIpv4Cidr: "172.20.0.0/16",
            serviceIpv6Cidr: "",
            ...mapAt(inputs, "kubernetesNetworkConfig"),
        },
        platformVersion: platformVersion(version),
        status: "ACTIVE",
        storageConfig: { blockStorage: { enabled: false }, ...mapAt(inputs, "storageConfig") },
        upgradePolicy: { supportType: "EXTENDED", ...mapAt(inputs, "upgradePolicy") },
        vpcConfig: {
            endpointPrivateAccess: false,
            endpointPublicAccess: true,
            publicAccessCidrs: network.endpointPublicAccess === false ? [] : ["0.0.0.0/0"],
            securityGroupIds: [],
            ...network,
            clusterSecurityGroupId: `sg-0${identity.hex("cluster-security-group", 16)}`,
            vpcId: (subnet && stringAt(subnet, "vpcId")) ?? `vpc-0${identity.hex("vpc", 16)}`,
        },
    };
}

/** Text of the shape of a base64 PEM certificate. It certifies nothing: no such cluster exists. */
function certificate({ identity }: AwsContext): string {
    const body = identity
        .bytes("certificate", 720)
        .toString("base64")
        .replace(/(.{64})/g, "$1\n");
    return Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`).toString("base64");
}

/** Why EKS would refuse to change a cluster; undefined when it would not. */
export function refuseClusterUpdate(context: AwsContext, current: PropertyMap): string | undefined {
    return refuseVersionJump(context, current) ?? refuseOtherVpc(context, current);
}

function refuseVersionJump(context: AwsContext, current: PropertyMap): string | undefined {
    const from = minor(stringAt(current, "version"));
    const to = minor(stringAt(context.inputs, "version"));
    if (from === undefined || to === undefined || to === from || to === from + 1) return undefined;
    return `InvalidParameterException: Unsupported Kubernetes minor version update from 1.${from} to 1.${to}`;
}

function refuseOtherVpc(context: AwsContext, current: PropertyMap): string | undefined {
    const vpcId = stringAt(mapAt(current, "vpcConfig"), "vpcId");
    const other = valuesAt(context.inputs, "vpcConfig.subnetIds").find((subnetId) => {
        const subnet = typeof subnetId === "string" ? context.lookup(SUBNET, subnetId) : undefined;
        return subnet !== undefined && stringAt(subnet, "vpcId") !== vpcId;
    });
    if (other === undefined) return undefined;
    return `InvalidParameterException: Provided subnet ${other} does not belong to the cluster's VPC ${vpcId}`;
}

function minor(version: string | undefined): number | undefined {
    const text = version?.split(".")[1];
    return text === undefined ? undefined : Number(text);
}
