import { listAt, mapAt, type PropertyMap, type PropertyValue, stringAt } from "../../../core/engine/values";
import { valuesAt } from "../../resource/properties";
import type { AwsContext } from "../behaviour";
import { LATEST_VERSION, minorOf, platformVersion } from "../eks-versions";

const SUBNET = "aws:ec2/subnet:Subnet";

/** What EKS reports of a cluster. */
export function describeCluster(context: AwsContext, id: string): PropertyMap {
    const { identity, inputs, region } = context;
    const network = mapAt(inputs, "vpcConfig");
    const version = context.text("version", LATEST_VERSION);
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
    return refuseVersionJump(context, current) ?? refuseSubnets(context, current);
}

function refuseVersionJump(context: AwsContext, current: PropertyMap): string | undefined {
    const [from, to] = [stringAt(current, "version"), stringAt(context.inputs, "version")];
    if (from === undefined || to === undefined) {
        return undefined;
    }
    const step = minorOf(to) - minorOf(from);
    if (step === 0 || step === 1) {
        return undefined;
    }
    const next = step > 0 ? `upgrade to 1.${minorOf(from) + 1} first` : `set it back to ${from}: EKS lowers no version`;
    return `InvalidParameterException: Unsupported Kubernetes minor version update from ${from} to ${to}.\nNext step: ${next}.`;
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
function refuseSubnets(context: AwsContext, current: PropertyMap): string | undefined {
    const subnetIds = (properties: PropertyMap) => valuesAt(properties, "vpcConfig.subnetIds");
    const subnetOf = (id: PropertyValue) => (typeof id === "string" ? context.lookup(SUBNET, id) : undefined);
    const vpcId = stringAt(mapAt(current, "vpcConfig"), "vpcId");
    const zones = new Set(subnetIds(current).map((id) => subnetOf(id)?.availabilityZone));
    for (const id of subnetIds(context.inputs)) {
        const subnet = subnetOf(id);
        if (subnet === undefined) {
            continue;
        }
        if (stringAt(subnet, "vpcId") !== vpcId) {
            return `InvalidParameterException: Provided subnet ${id} does not belong to the cluster's VPC ${vpcId}`;
        }
        // Of subnets that were made elsewhere nothing is known.
        if (!zones.has(undefined) && !zones.has(subnet.availabilityZone)) {
            return (
                `InvalidParameterException: Provided subnet ${id} is in ${subnet.availabilityZone}, and the control plane stays in the zones in which it was made: ${[...zones].join(", ")}.\n` +
                `Next step: name these zones in the cluster's settings (eks-platform:cluster, zones) and add others for nodes only.`
            );
        }
    }
    return undefined;
}
