import { listAt, mapAt, type PropertyMap, stringAt } from "../../../core/engine/values";
import type { StoredResource } from "../../world/world";
import type { AwsContext } from "../behaviour";
import { LATEST_VERSION, platformVersion } from "../eks-versions";

const SUBNET = "aws:ec2/subnet:Subnet";

/** What EKS reports of a cluster. Of settings that a change says nothing of, it keeps what they were. */
export function describeCluster(context: AwsContext, id: string, current?: StoredResource): PropertyMap {
    const { identity, inputs, region } = context;
    const network = mapAt(inputs, "vpcConfig");
    const version = context.text("version", LATEST_VERSION);
    const key = identity.hex("endpoint", 32).toUpperCase();
    const firstSubnet = listAt(network, "subnetIds")[0];
    const subnet = typeof firstSubnet === "string" ? context.lookup(SUBNET, firstSubnet) : undefined;
    const kept = (name: string) => ({ ...mapAt(current?.outputs ?? {}, name), ...mapAt(inputs, name) });
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
        controlPlaneScalingConfig: { tier: "standard", ...kept("controlPlaneScalingConfig") },
        createdAt: identity.timestamp("created"),
        endpoint: `https://${key}.gr7.${region}.eks.${context.dnsSuffix}`,
        identities: [{ oidcs: [{ issuer: `https://oidc.eks.${region}.${context.dnsSuffix}/id/${key}` }] }],
        kubeApiServerConfig: kept("kubeApiServerConfig"),
        kubeControllerManagerConfig: kept("kubeControllerManagerConfig"),
        kubeSchedulerConfig: kept("kubeSchedulerConfig"),
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
            controlPlaneEgressMode: "AWS_MANAGED",
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
