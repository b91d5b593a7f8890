import type { NodePoolConfig } from "../config/node-pools";
import { VOLUMES } from "./launch-template";
import { userData } from "./user-data";

/** What nodes of a pool get in AWS, of the type that ids have where they are used. */
export interface NodeClassSettings<Id> {
    /** Operating system, release and disk. */
    readonly pool: Pick<NodePoolConfig, "operatingSystem" | "releaseVersion" | "diskGiB" | "deniedKernelModules">;
    /** Name of the instance profile that hands them their role. */
    readonly instanceProfile: Id;
    /** Subnets, one in each of the pool's zones. */
    readonly subnetIds: readonly Id[];
    /** Security groups. */
    readonly securityGroupIds: readonly Id[];
    /** Key that encrypts their volumes. */
    readonly volumesKeyArn: Id;
    /** Tags of instances, volumes and network interfaces. */
    readonly tags: Readonly<Record<string, string>>;
}

/**
 * How nodes of a pool are made, as those of node groups are: encrypted volumes, tokens for the instance's credentials, and one network hop,
 * which is too short for a pod to fetch one. Subnets and security groups are named by id: whoever may tag one cannot have nodes put into it.
 *
 * @see https://karpenter.sh/docs/concepts/nodeclasses/
 */
export function nodeClassSpec<Id>(settings: NodeClassSettings<Id>) {
    const { pool, tags } = settings;
    const told = userData(pool.operatingSystem, pool.deniedKernelModules);
    return {
        amiSelectorTerms: [{ alias: `${pool.operatingSystem}@${pool.releaseVersion ?? "latest"}` }],
        instanceProfile: settings.instanceProfile,
        subnetSelectorTerms: settings.subnetIds.map((id) => ({ id })),
        securityGroupSelectorTerms: settings.securityGroupIds.map((id) => ({ id })),
        associatePublicIPAddress: false,
        ...(told !== undefined && { userData: told }),
        detailedMonitoring: true,
        metadataOptions: {
            httpEndpoint: "enabled",
            httpProtocolIPv6: "disabled",
            httpPutResponseHopLimit: 1,
            httpTokens: "required",
        },
        blockDeviceMappings: VOLUMES[pool.operatingSystem].map(({ deviceName, fixedGiB }) => ({
            deviceName,
            ebs: {
                volumeType: "gp3",
                volumeSize: `${fixedGiB ?? pool.diskGiB}Gi`,
                encrypted: true,
                kmsKeyID: settings.volumesKeyArn,
                deleteOnTermination: true,
            },
        })),
        tags: { ...tags },
    };
}

const CONSOLIDATION = {
    "when-empty": "WhenEmpty",
    "when-empty-or-underutilized": "WhenEmptyOrUnderutilized",
    balanced: "Balanced",
} as const;

/** What a pool's nodes may be, and when they go. */
export function nodePoolSpec(name: string, pool: NodePoolConfig, zones: readonly string[]) {
    const { limits, taints, startupTaints } = pool;
    return {
        weight: pool.weight,
        limits: {
            cpu: String(limits.cpu),
            ...(limits.memory !== undefined && { memory: limits.memory }),
            ...(limits.nodes !== undefined && { nodes: String(limits.nodes) }),
        },
        disruption: {
            consolidationPolicy: CONSOLIDATION[pool.consolidation],
            consolidateAfter: pool.consolidateAfter,
            budgets: pool.budgets.map(({ nodes, reasons, schedule, duration }) => ({
                nodes,
                ...(reasons && { reasons: [...reasons] }),
                ...(schedule !== undefined && { schedule, duration }),
            })),
        },
        template: {
            metadata: { labels: { ...pool.labels, "eks-platform/node-pool": name } },
            spec: {
                nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name },
                requirements: requirementsOf(pool, zones),
                expireAfter: pool.expireAfter,
                terminationGracePeriod: pool.terminationGracePeriod,
                ...(taints.length > 0 && { taints: taints.map((taint) => ({ ...taint })) }),
                ...(startupTaints.length > 0 && { startupTaints: startupTaints.map((taint) => ({ ...taint })) }),
            },
        },
    };
}

function requirementsOf(pool: NodePoolConfig, zones: readonly string[]) {
    const isIn = (key: string, values: readonly string[]) => ({ key, operator: "In", values: [...values] });
    const types =
        pool.instanceTypes === undefined
            ? [
                  isIn("kubernetes.io/arch", pool.architectures),
                  isIn("karpenter.k8s.aws/instance-category", pool.categories),
                  {
                      key: "karpenter.k8s.aws/instance-generation",
                      operator: "Gt",
                      values: [String(pool.newerThan)],
                  },
              ]
            : [isIn("node.kubernetes.io/instance-type", pool.instanceTypes)];
    return [
        isIn("kubernetes.io/os", ["linux"]),
        isIn("karpenter.sh/capacity-type", pool.capacity),
        isIn("topology.kubernetes.io/zone", zones),
        ...types,
        ...pool.requirements.map(({ key, operator, values, minValues }) => ({
            key,
            operator,
            ...(values.length > 0 && { values: [...values] }),
            ...(minValues !== undefined && { minValues }),
        })),
    ];
}
