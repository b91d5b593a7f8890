import type { ChartValues } from "../../releases/release";

/** What the values depend on. */
export interface ClusterAutoscalerSettings {
    /** Name of the cluster in EKS, which stands in the tags of its Auto Scaling groups. */
    readonly clusterName: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** The release, as its image is tagged. */
    readonly release: string;
    /** Pods; one of them works, the others wait. */
    readonly replicas: number;
    /** How it chooses between groups that would all make room. */
    readonly expander: string;
    /** Minutes for which a node must have been hardly used before it goes. */
    readonly scaleDownAfterMinutes: number;
}

/** In these, groups differ that make nodes alike; what EKS calls the group itself, and the zone, the autoscaler leaves out of its own accord. */
const IGNORED_LABELS = [
    "eks-platform/node-group",
    "eks.amazonaws.com/nodegroup-image",
    "eks.amazonaws.com/sourceLaunchTemplateId",
    "eks.amazonaws.com/sourceLaunchTemplateVersion",
    "topology.k8s.aws/zone-id",
];

/** Values of the Cluster Autoscaler's chart. */
export function clusterAutoscalerValues(settings: ClusterAutoscalerSettings): ChartValues {
    const { clusterName, region, release, replicas, expander, scaleDownAfterMinutes } = settings;
    return {
        fullnameOverride: "cluster-autoscaler",
        autoDiscovery: { clusterName },
        // Pods cannot look it up, because instance metadata is closed to them.
        awsRegion: region,
        image: { tag: release },
        replicaCount: replicas,
        rbac: { serviceAccount: { name: "cluster-autoscaler" } },
        customArgs: [
            `--expander=${expander}`,
            `--scale-down-unneeded-time=${scaleDownAfterMinutes}m`,
            // A zone more or less is no reason to fill one group before another.
            "--balance-similar-node-groups=true",
            ...IGNORED_LABELS.map((label) => `--balancing-ignore-label=${label}`),
            // CoreDNS and its like are on every second node, which would never go.
            "--skip-nodes-with-system-pods=false",
            // A group whose nodes somebody took away comes back to its `min`.
            "--enforce-node-group-min-size=true",
        ],
        securityContext: {
            runAsNonRoot: true,
            runAsUser: 65534,
            runAsGroup: 65534,
            fsGroup: 65534,
            seccompProfile: { type: "RuntimeDefault" },
        },
        containerSecurityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
        },
        resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } },
        topologySpreadConstraints: [
            {
                maxSkew: 1,
                topologyKey: "topology.kubernetes.io/zone",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: { "app.kubernetes.io/name": "aws-cluster-autoscaler" } },
            },
        ],
    };
}
