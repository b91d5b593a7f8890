import { mapAt, type PropertyMap } from "../../core/engine/values";
import type { Construction } from "./construction";
import type { Registered } from "./monitor";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";

const ANY_PROTOCOL = { fromPort: 0, toPort: 0, protocol: "-1" };

/** The control plane's own security group, which may reach anything. */
export async function clusterSecurityGroup(construction: Construction): Promise<Registered> {
    const { args, name } = construction;
    const group = await construction.aws(
        GROUP,
        `${name}-eksClusterSecurityGroup`,
        {
            description: "Managed by Pulumi",
            revokeRulesOnDelete: true,
            tags: {
                Name: `${name}-eksClusterSecurityGroup`,
                ...mapAt(args, "clusterSecurityGroupTags"),
                ...mapAt(args, "tags"),
            },
            vpcId: args.vpcId,
        },
        { dependsOn: construction.dependenciesOf("vpcId", "tags", "clusterSecurityGroupTags") },
    );
    await rule(construction, "eksClusterInternetEgressRule", group, {
        ...ANY_PROTOCOL,
        cidrBlocks: ["0.0.0.0/0"],
        description: "Allow internet access.",
        type: "egress",
    });
    return group;
}

/** The security group of nodes. */
export interface NodeSecurityGroup {
    /** The group itself. */
    readonly group: Registered;
    /** Lets nodes call the API server. */
    readonly clusterIngressRule: Registered;
}

/** The nodes' security group, and the rules that let nodes and control plane talk. */
export async function nodeSecurityGroup(
    construction: Construction,
    cluster: Registered,
    clusterGroup: Registered,
): Promise<NodeSecurityGroup> {
    const { args, name } = construction;
    const group = await construction.aws(
        GROUP,
        `${name}-nodeSecurityGroup`,
        {
            description: "Managed by Pulumi",
            revokeRulesOnDelete: true,
            tags: {
                Name: `${name}-nodeSecurityGroup`,
                [`kubernetes.io/cluster/${String(cluster.outputs.name)}`]: "owned",
                ...mapAt(args, "nodeSecurityGroupTags"),
                ...mapAt(args, "tags"),
            },
            vpcId: args.vpcId,
        },
        { dependsOn: [cluster.urn, ...construction.dependenciesOf("vpcId", "tags", "nodeSecurityGroupTags")] },
    );
    const fromCluster = { protocol: "tcp", sourceSecurityGroupId: clusterGroup.id, type: "ingress" };
    const [clusterIngressRule] = await Promise.all([
        rule(
            construction,
            "eksClusterIngressRule",
            clusterGroup,
            {
                description: "Allow pods to communicate with the cluster API Server",
                fromPort: 443,
                protocol: "tcp",
                sourceSecurityGroupId: group.id,
                toPort: 443,
                type: "ingress",
            },
            [group.urn],
        ),
        rule(construction, "eksNodeIngressRule", group, {
            ...ANY_PROTOCOL,
            description: "Allow nodes to communicate with each other",
            self: true,
            type: "ingress",
        }),
        rule(
            construction,
            "eksNodeClusterIngressRule",
            group,
            {
                ...fromCluster,
                description: "Allow worker Kubelets and pods to receive communication from the cluster control plane",
                fromPort: 1025,
                toPort: 65_535,
            },
            [clusterGroup.urn],
        ),
        rule(
            construction,
            "eksExtApiServerClusterIngressRule",
            group,
            {
                ...fromCluster,
                description:
                    "Allow pods running extension API servers on port 443 to receive communication from cluster control plane",
                fromPort: 443,
                toPort: 443,
            },
            [clusterGroup.urn],
        ),
        rule(construction, "eksNodeInternetEgressRule", group, {
            ...ANY_PROTOCOL,
            cidrBlocks: ["0.0.0.0/0"],
            description: "Allow internet access.",
            type: "egress",
        }),
    ]);
    return { group, clusterIngressRule };
}

function rule(
    construction: Construction,
    suffix: string,
    group: Registered,
    inputs: PropertyMap,
    alsoDependsOn: readonly string[] = [],
): Promise<Registered> {
    return construction.aws(
        RULE,
        `${construction.name}-${suffix}`,
        { ...inputs, securityGroupId: group.id },
        { dependsOn: [group.urn, ...alsoDependsOn] },
    );
}
