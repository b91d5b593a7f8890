import assert from "node:assert/strict";
import { assertRefused, faultsOf, type Malformed } from "./refused";

const cluster = (changes: object) => ({ "eks-platform:cluster": { kind: "eks", name: "test", ...changes } });
const region = (name: string, changes: object = {}) => ({
    "eks-platform:region": name,
    "eks-platform:network": changes,
});
const groups = (nodeGroups: Record<string, object>) => ({
    "eks-platform:nodeGroups": Object.fromEntries(
        Object.entries(nodeGroups).map(([name, group]) => [name, { instanceTypes: ["m7g.large"], max: 3, ...group }]),
    ),
});
const group = (changes: object) => groups({ system: changes });
const tags = (entries: Record<string, unknown>) => ({ "eks-platform:tags": entries });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));

const REFUSED: readonly Malformed[] = [
    {
        what: "the zones a, b and c where not every account has them (case 060)",
        changes: region("ap-northeast-1"),
        path: "eks-platform:network.zones",
        mentions: [
            "nothing",
            "ap-northeast-1d",
            "[ap-northeast-1a, ap-northeast-1c, ap-northeast-1d]",
            "describe-availability-zones",
        ],
    },
    {
        what: "the zones a, b and c of a region without c (case 061)",
        changes: region("ca-central-1"),
        path: "eks-platform:network.zones",
        mentions: ["[ca-central-1a, ca-central-1b, ca-central-1d]", "EKS is not in the one with the id cac1-az3"],
    },
    {
        what: "the zones a, b and c of a region that shows two of them",
        changes: region("us-west-1"),
        path: "eks-platform:network.zones",
        mentions: ["us-west-1a", "describe-availability-zones"],
    },
    {
        what: "a zone that the region does not have",
        changes: region("eu-west-1", { zones: ["eu-west-1a", "eu-west-1f"] }),
        path: "eks-platform:network.zones[1]",
        mentions: ['"eu-west-1f"', "eu-west-1a, eu-west-1b, eu-west-1c"],
    },
    {
        what: "a zone by its id",
        changes: region("us-east-1", { zones: ["us-east-1a", "use1-az2"] }),
        path: "eks-platform:network.zones[1]",
        mentions: ['"use1-az2"', "us-east-1a, us-east-1b", "by its letter", "--zone-ids use1-az2"],
    },
    {
        what: "the id of a zone in which EKS is not",
        changes: region("ca-central-1", { zones: ["ca-central-1a", "cac1-az3"] }),
        path: "eks-platform:network.zones[1]",
        mentions: ['"cac1-az3"', "EKS is not in cac1-az3"],
    },
    {
        what: "a zone of the control plane by its id",
        changes: {
            ...region("us-west-1", { zones: ["us-west-1a", "us-west-1c"] }),
            ...cluster({ zones: ["us-west-1a", "usw1-az2"] }),
        },
        path: "eks-platform:cluster.zones[1]",
        mentions: ['"usw1-az2"', "us-west-1a, us-west-1c"],
    },
    ...["10.0.0.0/7", "0.0.0.0/1", "172.0.0.0/8", "192.168.0.0/15", "96.0.0.0/3"].map((cidr) => ({
        what: `the public block ${cidr}, of which a part is reserved`,
        changes: cluster({ endpoint: { publicCidrs: [cidr] } }),
        path: "eks-platform:cluster.endpoint.publicCidrs[0]",
        mentions: [cidr, "10.0.0.0/8"],
    })),
    {
        what: "a local zone",
        changes: region("us-west-2", { zones: ["us-west-2a", "us-west-2-lax-1a"] }),
        path: "eks-platform:network.zones[1]",
        mentions: ["us-west-2-lax-1a"],
    },
    {
        what: "a region of China, whose endpoints have other names (case 064)",
        changes: region("cn-north-1"),
        path: "eks-platform:region",
        mentions: ["aws-cn", "does not support"],
    },
    {
        what: "the European Sovereign Cloud by a sentence of its own (case 066)",
        changes: region("eusc-de-east-1"),
        path: "eks-platform:region",
        mentions: ["aws-eusc", "does not support"],
    },
    {
        what: "an isolated region",
        changes: region("us-iso-east-1"),
        path: "eks-platform:region",
        mentions: ["aws-iso", "does not support"],
    },
    {
        what: "a made-up region, and says which is meant",
        changes: region("eu-wset-1"),
        path: "eks-platform:region",
        mentions: ['Did you mean "eu-west-1"?'],
    },
    {
        what: "a principal of another partition (case 067)",
        changes: {
            ...region("us-gov-west-1"),
            ...cluster({ access: { a: { principalArn: "arn:aws:iam::111122223333:role/x", policy: "view" } } }),
        },
        path: "eks-platform:cluster.access.a.principalArn",
        mentions: ["arn:aws-us-gov"],
    },
    {
        what: "a team's principal of another partition",
        changes: {
            "eks-platform:namespaces": {
                shop: { team: { group: "shop", principals: ["arn:aws-cn:iam::111122223333:role/x"] } },
            },
        },
        path: "eks-platform:namespaces.shop.team.principals[0]",
        mentions: ["arn:aws:"],
    },
    {
        what: "a label with a prefix that EKS keeps for itself (case 070)",
        changes: group({ labels: { "node-role.kubernetes.io/worker": "true" } }),
        path: "eks-platform:nodeGroups.system.labels.node-role.kubernetes.io/worker",
        mentions: ["kubernetes.io/", "eks.amazonaws.com/"],
    },
    {
        what: "a label that is none (case 072)",
        changes: group({ labels: { "a b": "x" } }),
        path: 'eks-platform:nodeGroups.system.labels["a b"]',
        mentions: ["letters, digits"],
    },
    {
        what: "a label's value that is none (case 072)",
        changes: group({ labels: { a: "c d" } }),
        path: "eks-platform:nodeGroups.system.labels.a",
        mentions: ["letters, digits"],
    },
    {
        what: "an empty label, which EKS does not take",
        changes: group({ labels: { a: "" } }),
        path: "eks-platform:nodeGroups.system.labels.a",
        mentions: ["at least 1"],
    },
    {
        what: "a label that the platform sets",
        changes: group({ labels: { "eks-platform/node-group": "x" } }),
        path: "eks-platform:nodeGroups.system.labels.eks-platform/node-group",
        mentions: ["platform sets"],
    },
    {
        what: "a taint's key that is none",
        changes: groups({ system: {}, other: { taints: [{ key: "a b", effect: "NoSchedule" }] } }),
        path: "eks-platform:nodeGroups.other.taints[0].key",
        mentions: ["letters, digits"],
    },
    {
        what: "a taint's value that is too long",
        changes: groups({ system: {}, other: { taints: [{ key: "a", value: "x".repeat(64), effect: "NoSchedule" }] } }),
        path: "eks-platform:nodeGroups.other.taints[0].value",
        mentions: ["at most 63"],
    },
    ...["node-role.kubernetes.io/worker", "kubernetes.io/batch", "eks.amazonaws.com/batch"].map((key) => ({
        what: `a taint with a prefix that EKS keeps for itself: ${key} (cases 070 074)`,
        changes: groups({ system: {}, other: { taints: [{ key, effect: "NoSchedule" }] } }),
        path: "eks-platform:nodeGroups.other.taints[0].key",
        mentions: ["kubernetes.io/", "eks.amazonaws.com/"],
    })),
    {
        what: "the same taint twice",
        changes: groups({
            system: {},
            other: { taints: ["x", "y"].map((value) => ({ key: "a", value, effect: "NoSchedule" })) },
        }),
        path: "eks-platform:nodeGroups.other.taints[1].key",
        mentions: ["once"],
    },
    {
        what: "taints on every group (case 074)",
        changes: groups({ system: { taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }] } }),
        path: "eks-platform:nodeGroups",
        mentions: ["CoreDNS", "without taints"],
    },
    {
        what: "taints on every group that has nodes",
        changes: groups({ system: { min: 0 }, batch: { taints: [{ key: "a", effect: "NoExecute" }] } }),
        path: "eks-platform:nodeGroups",
        mentions: ["with nodes"],
    },
    {
        what: "a tag that AWS keeps for itself (case 076)",
        changes: tags({ "aws:team": "x" }),
        path: "eks-platform:tags.aws:team",
        mentions: ["aws:"],
    },
    {
        what: "a tag's value that AWS keeps for itself",
        changes: tags({ team: "AWS:x" }),
        path: "eks-platform:tags.team",
        mentions: ["aws:"],
    },
    {
        what: "tags that IAM does not tell apart (case 078)",
        changes: tags({ Environment: "a", environment: "b" }),
        path: "eks-platform:tags.environment",
        mentions: ["upper and lower case"],
    },
    {
        what: "a tag of characters that AWS does not take",
        changes: tags({ "cost,center": "x" }),
        path: 'eks-platform:tags["cost,center"]',
        mentions: ["letters, digits, spaces"],
    },
    {
        what: "a tag's value of characters that AWS does not take",
        changes: tags({ owner: "a & b" }),
        path: "eks-platform:tags.owner",
        mentions: ["letters, digits, spaces"],
    },
    {
        what: "a tag that the platform sets",
        changes: tags({ "eks-platform:stack": "x" }),
        path: "eks-platform:tags.eks-platform:stack",
        mentions: ["platform sets"],
    },
    {
        what: "a tag that IAM does not tell from one that the platform sets (case 078)",
        changes: tags({ "EKS-Platform:Stack": "x" }),
        path: "eks-platform:tags.EKS-Platform:Stack",
        mentions: ["upper or lower case", "platform sets"],
    },
    {
        what: "a tag by which the cluster's controllers know what is theirs",
        changes: tags({ "kubernetes.io/cluster/other": "owned" }),
        path: "eks-platform:tags.kubernetes.io/cluster/other",
        mentions: ["kubernetes.io"],
    },
    {
        what: "a tag that the storage driver would cut in two (case 131)",
        changes: tags({ "a=b": "x" }),
        path: 'eks-platform:tags["a=b"]',
        mentions: ["without ="],
    },
    { what: "more tags than AWS takes", changes: tags(many(41)), path: "eks-platform:tags", mentions: ["at most 40"] },
    ...[
        ...["10.0.0.0/8", "192.168.4.0/24", "100.64.0.0/16", "127.0.0.1/32", "169.254.0.0/16", "240.0.0.0/8"],
        ...["192.0.0.8/32", "198.19.0.0/16"],
    ].map((block) => ({
        what: `${block} as a block of the internet (case 080)`,
        changes: cluster({ endpoint: { publicCidrs: [block] } }),
        path: "eks-platform:cluster.endpoint.publicCidrs[0]",
        mentions: [block, "a block of the internet"],
    })),
    ...["100.64.0.0/16", "8.8.0.0/16", "10.0.0.0/8", "10.0.0.0/25", "172.0.0.0/12"].map((block) => ({
        what: `${block} for Services (cases 082 084)`,
        changes: { ...cluster({ serviceCidr: block }), "eks-platform:network": { cidr: "192.168.0.0/16" } },
        path: "eks-platform:cluster.serviceCidr",
        mentions: [block, "/12 to /24"],
    })),
    ...["127.0.0.0/16", "169.254.0.0/16", "224.0.0.0/16", "0.1.0.0/16"].map((block) => ({
        what: `${block} for a VPC`,
        changes: region("eu-west-1", { cidr: block }),
        path: "eks-platform:network.cidr",
        mentions: [block, "10.0.0.0/8"],
    })),
    {
        what: "a node group's name of 30 letters (case 090)",
        changes: groups({ abcdefghijabcdefghijabcdefghij: {} }),
        path: "eks-platform:nodeGroups.abcdefghijabcdefghijabcdefghij",
        mentions: ["at most 29"],
    },
    {
        what: "a Mac (case 092)",
        changes: group({ instanceTypes: ["mac2.metal"] }),
        path: "eks-platform:nodeGroups.system.instanceTypes[0]",
        mentions: ["macOS"],
    },
    {
        what: "a misspelt instance type, and says which is meant (case 092)",
        changes: group({ instanceTypes: ["m7g.lrage"] }),
        path: "eks-platform:nodeGroups.system.instanceTypes[0]",
        mentions: ['Did you mean "m7g.large"?', "2026-11-27"],
    },
    {
        what: "an instance type without optimised access to EBS",
        changes: group({ instanceTypes: ["t2.large"] }),
        path: "eks-platform:nodeGroups.system.instanceTypes[0]",
        mentions: ["EBS"],
    },
    {
        what: "an accelerator that no AMI of EKS drives",
        changes: group({ instanceTypes: ["f2.6xlarge"] }),
        path: "eks-platform:nodeGroups.system.instanceTypes[0]",
        mentions: ["NVIDIA or Neuron"],
    },
    {
        what: "an instance type that the region does not offer",
        changes: { ...region("eu-south-1"), ...group({ instanceTypes: ["p5.48xlarge"] }) },
        path: "eks-platform:nodeGroups.system.instanceTypes[0]",
        mentions: ["eu-south-1"],
    },
    {
        what: "GPUs beside types without",
        changes: group({ instanceTypes: ["g5.xlarge", "m7i.large"] }),
        path: "eks-platform:nodeGroups.system.instanceTypes",
        mentions: ["one maker"],
    },
    {
        what: "Neuron devices on Bottlerocket",
        changes: group({ instanceTypes: ["inf2.xlarge"] }),
        path: "eks-platform:nodeGroups.system.operatingSystem",
        mentions: ["al2023"],
    },
    {
        what: "the first Graviton under AL2023",
        changes: group({ instanceTypes: ["a1.large"], operatingSystem: "al2023" }),
        path: "eks-platform:nodeGroups.system.instanceTypes",
        mentions: ["a1"],
    },
    {
        what: "spot instances of a type that is not sold so",
        changes: group({ instanceTypes: ["hpc7g.4xlarge"], capacity: "spot" }),
        path: "eks-platform:nodeGroups.system.capacity",
        mentions: ["on-demand for hpc7g.4xlarge"],
    },
    {
        what: "a release of the other system for Bottlerocket",
        changes: group({ releaseVersion: "1.36.2-20261105" }),
        path: "eks-platform:nodeGroups.system.releaseVersion",
        mentions: ["1.66.0-"],
    },
    {
        what: "a release of the other system for AL2023",
        changes: group({ releaseVersion: "1.66.0-1a2b3c4d", operatingSystem: "al2023" }),
        path: "eks-platform:nodeGroups.system.releaseVersion",
        mentions: ["1.36.2-20261105"],
    },
    {
        what: "a release of another Kubernetes version",
        changes: group({ releaseVersion: "1.35.2-20261105", operatingSystem: "al2023" }),
        path: "eks-platform:nodeGroups.system.releaseVersion",
        mentions: ["Kubernetes 1.36"],
    },
    {
        what: "any text as a release",
        changes: group({ releaseVersion: "newest" }),
        path: "eks-platform:nodeGroups.system.releaseVersion",
        mentions: ['"newest"'],
    },
];

describe("What AWS refuses", () => {
    for (const malformed of REFUSED) {
        it(`is refused before anything is created: ${malformed.what}`, () => assertRefused(malformed));
    }

    it("is told apart from what AWS takes", () => {
        const accepted: Record<string, unknown>[] = [
            region("ap-northeast-1", { zones: ["ap-northeast-1a", "ap-northeast-1c"] }),
            region("ca-central-1", { zones: ["ca-central-1a", "ca-central-1b", "ca-central-1d"] }),
            region("us-gov-west-1"),
            region("ap-northeast-2"),
            group({ labels: { "team.example.com/pool": "a", pool: "A_b.c-1" } }),
            groups({ system: {}, batch: { min: 0, taints: [{ key: "a", effect: "NoSchedule" }] } }),
            group({ taints: [{ key: "a", value: "", effect: "PreferNoSchedule" }] }),
            tags({ "cost center": "Größe: a/b=c+d@e", empty: "" }),
            tags(many(40)),
            cluster({ endpoint: { publicCidrs: ["0.0.0.0/0"] } }),
            cluster({ endpoint: { publicCidrs: ["8.8.8.8/32", "172.32.0.0/16"] } }),
            { ...cluster({ serviceCidr: "172.16.0.0/12" }), ...region("eu-west-1", { cidr: "10.0.0.0/16" }) },
            region("eu-west-1", { cidr: "100.64.0.0/16" }),
            groups({ abcdefghijabcdefghijabcdefghi: {} }),
            group({ releaseVersion: "1.66.0-1a2b3c4d" }),
            group({ releaseVersion: "1.36.2-20261105", operatingSystem: "al2023" }),
        ];
        for (const changes of accepted) {
            assert.deepEqual(faultsOf(changes), [], JSON.stringify(changes));
        }
    });
});
