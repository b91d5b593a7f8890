import { createHash } from "node:crypto";
import type { ConstructRequest, ConstructResult } from "../../core/engine/provider";
import { isMap, listAt, mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import { access } from "./access";
import { addons } from "./addons";
import { checkArguments } from "./arguments";
import { Construction } from "./construction";
import { type ControlPlane, controlPlane, isAutoMode } from "./control-plane";
import { kubeconfig } from "./kubeconfig";
import { type ChildMonitor, ComponentMonitor, type Registered } from "./monitor";
import { clusterSecurityGroup, type NodeSecurityGroup, nodeSecurityGroup } from "./security-groups";

/** What became of a component. */
export interface ConstructedCluster extends ConstructResult {
    /** The `aws:eks/cluster:Cluster`. */
    readonly cluster: Registered;
}

/**
 * `eks:index:Cluster`: registers the children that the real component registers, by type, name and inputs.
 * @see https://github.com/pulumi/pulumi-eks/blob/master/nodejs/eks/cluster/cluster.ts
 */
export async function constructCluster(
    request: ConstructRequest,
    monitor: ChildMonitor = new ComponentMonitor(request),
): Promise<ConstructedCluster> {
    checkArguments(request.name, request.inputs);
    try {
        const construction = await Construction.begin(monitor, request);
        const children = await registerChildren(construction);
        const outputs = describe(construction, children);
        await monitor.outputs(construction.urn, outputs);
        return { urn: construction.urn, outputs, cluster: children.cluster };
    } finally {
        monitor.close();
    }
}

async function registerChildren(construction: Construction): Promise<Children> {
    const { args, name } = construction;
    const skipSecurityGroups = args.skipDefaultSecurityGroups ?? isAutoMode(args);
    const clusterGroup = skipSecurityGroups === true ? undefined : await clusterSecurityGroup(construction);
    const plane = await controlPlane(construction, clusterGroup);
    const { cluster } = plane;
    const kubernetesProvider = await construction.kubernetes(
        "pulumi:providers:kubernetes",
        `${name}-eks-k8s`,
        {
            enableConfigMapMutable:
                args.enableConfigMapMutable === undefined ? undefined : String(args.enableConfigMapMutable),
            kubeconfig: JSON.stringify(clusterKubeconfig(cluster, mapAt(args, "providerCredentialOpts"))),
        },
        { dependsOn: [cluster.urn, ...construction.dependenciesOf("providerCredentialOpts")] },
    );
    const [accessUrns, nodes, oidcProvider] = await Promise.all([
        access(construction, cluster, kubernetesProvider),
        clusterGroup && nodeSecurityGroup(construction, cluster, clusterGroup),
        args.createOidcProvider === true ? openIdConnectProvider(construction, cluster) : undefined,
    ]);
    const vpcCni = await addons(construction, cluster, accessUrns);
    return { ...plane, clusterGroup, nodes, oidcProvider, vpcCni, kubernetesProvider };
}

/** The kubeconfig of a cluster for a role or a profile. */
export function clusterKubeconfig(cluster: Registered, credentials: PropertyMap): PropertyMap {
    const { outputs } = cluster;
    return kubeconfig({
        clusterName: stringAt(outputs, "name") ?? "",
        endpoint: stringAt(outputs, "endpoint") ?? "",
        region: stringAt(outputs, "arn")?.split(":")[3] ?? "",
        certificateAuthority: stringAt(mapAt(outputs, "certificateAuthority"), "data") ?? "",
        roleArn: stringAt(credentials, "roleArn"),
        profileName: stringAt(credentials, "profileName"),
    });
}

function openIdConnectProvider(construction: Construction, cluster: Registered): Promise<Registered> {
    const url = issuerUrl(cluster);
    return construction.aws(
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        `${construction.name}-oidcProvider`,
        {
            clientIdLists: ["sts.amazonaws.com"],
            // The real component asks the issuer for its certificate.
            thumbprintLists: [createHash("sha1").update(url).digest("hex")],
            url,
        },
        { dependsOn: [cluster.urn] },
    );
}

function issuerUrl({ outputs }: Registered): string {
    const identity = listAt(outputs, "identities")[0];
    const oidc = isMap(identity) ? listAt(identity, "oidcs")[0] : undefined;
    return (isMap(oidc) && stringAt(oidc, "issuer")) || "";
}

interface Children extends ControlPlane {
    readonly clusterGroup: Registered | undefined;
    readonly nodes: NodeSecurityGroup | undefined;
    readonly oidcProvider: Registered | undefined;
    readonly vpcCni: Registered | undefined;
    readonly kubernetesProvider: Registered;
}

function describe(construction: Construction, children: Children): PropertyMap {
    const { args } = construction;
    const { cluster, clusterGroup, nodes, oidcProvider } = children;
    const reference = (registered: Registered | undefined) => registered && construction.reference(registered);
    const ownGroupId = mapAt(cluster.outputs, "vpcConfig").clusterSecurityGroupId;
    const config = clusterKubeconfig(cluster, credentialsWithoutProfile(args));
    const awsProvider = construction.awsProvider && construction.providerReference(construction.awsProvider);
    return {
        autoModeNodeRoleName: children.autoModeNodeRole?.outputs.name ?? "",
        awsProvider,
        clusterIngressRuleId: nodes?.clusterIngressRule.outputs.securityGroupRuleId ?? "",
        clusterSecurityGroup: reference(clusterGroup),
        clusterSecurityGroupId: clusterGroup?.id ?? ownGroupId,
        core: {
            accessEntries: Object.values(mapAt(args, "accessEntries")).filter((entry) => entry !== undefined),
            awsProvider,
            cluster: reference(cluster),
            clusterIamRole: reference(children.role),
            clusterSecurityGroup: reference(clusterGroup),
            encryptionConfig: children.encryptionConfig,
            endpoint: cluster.outputs.endpoint,
            instanceRoles: [],
            kubeconfig: config,
            nodeGroupOptions: {},
            nodeSecurityGroupTags: args.nodeSecurityGroupTags,
            oidcProvider: reference(oidcProvider),
            privateSubnetIds: args.privateSubnetIds,
            provider: construction.providerReference(
                `${children.kubernetesProvider.urn}::${children.kubernetesProvider.id}`,
            ),
            publicSubnetIds: args.publicSubnetIds,
            storageClasses: {},
            subnetIds: args.subnetIds ?? [...listAt(args, "publicSubnetIds"), ...listAt(args, "privateSubnetIds")],
            tags: args.tags,
            vpcCni: reference(children.vpcCni),
            vpcId: args.vpcId,
        },
        defaultNodeGroupAsgName: "",
        eksCluster: reference(cluster),
        eksClusterIngressRule: reference(nodes?.clusterIngressRule),
        fargateProfileId: "",
        fargateProfileStatus: "",
        instanceRoles: [],
        kubeconfig: config,
        kubeconfigJson: JSON.stringify(config),
        nodeSecurityGroup: reference(nodes?.group),
        nodeSecurityGroupId: nodes?.group.id ?? ownGroupId,
        oidcIssuer: issuerUrl(cluster).replace("https://", ""),
        oidcProviderArn: oidcProvider?.outputs.arn ?? "",
        oidcProviderUrl: issuerUrl(cluster),
    };
}

/** Who uses the exported kubeconfig has profiles of their own. */
function credentialsWithoutProfile(args: PropertyMap): PropertyMap {
    const { profileName, ...credentials } = mapAt(args, "providerCredentialOpts");
    return credentials;
}
