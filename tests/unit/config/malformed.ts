import { requiredEndpoints } from "../../../components/network/interface-endpoints";
import type { Malformed } from "./refused";

/** A network that exists. */
const EXISTING = {
    vpcId: "vpc-0123456789abcdef0",
    cidr: "10.40.0.0/16",
    subnets: {
        "eu-west-1a": { private: "subnet-0123456789abcdef0" },
        "eu-west-1b": { private: "subnet-0123456789abcdef1" },
    },
};

export const cluster = (changes: object) => ({ "eks-platform:cluster": { kind: "eks", name: "test", ...changes } });
export const network = (changes: object) => ({ "eks-platform:network": changes });
const group = (changes: object) => ({
    "eks-platform:nodeGroups": { system: { instanceTypes: ["m7g.large"], min: 1, max: 3, ...changes } },
});
export const storage = (changes: object) => ({ "eks-platform:storage": changes });
export const service = (changes: object) => ({
    "eks-platform:services": { shop: { web: { image: "registry.example/web:1.2.3", port: 8080, ...changes } } },
});

const pipeline = (github: object, others: object = {}) => ({
    "eks-platform:pipeline": {
        github: { owner: "acme", repository: "platform", ownerId: 1234, repositoryId: 5678, ...github },
        ...others,
    },
});

/** Configurations that are refused, and how. */
export const MALFORMED: readonly Malformed[] = [
    {
        what: "a regional NAT gateway in a partition that has none",
        changes: {
            "eks-platform:region": "us-gov-west-1",
            ...network({ nat: "regional", zones: ["us-gov-west-1a", "us-gov-west-1b"] }),
        },
        path: "eks-platform:network.nat",
        mentions: ['"regional"', "us-gov-west-1", "per-zone"],
    },
    {
        what: "a number where a map belongs",
        changes: { "eks-platform:network": 7 },
        path: "eks-platform:network",
        mentions: ["7", "a map"],
    },
    {
        what: "text where a number belongs",
        changes: group({ max: "three" }),
        path: "eks-platform:nodeGroups.system.max",
        mentions: ['"three"', "number"],
    },
    {
        what: "a fraction of a node",
        changes: group({ max: 2.5 }),
        path: "eks-platform:nodeGroups.system.max",
        mentions: ["2.5", "whole number"],
    },
    {
        what: "a misspelt section",
        changes: { "eks-platform:netwrok": {} },
        path: "eks-platform:netwrok",
        mentions: ['Did you mean "eks-platform:network"?'],
    },
    {
        what: "a pattern where one branch belongs",
        changes: pipeline({ branch: "release/*" }),
        path: "eks-platform:pipeline.github.branch",
        mentions: ['"release/*"', "without wildcards"],
    },
    {
        what: "a pattern where one repository belongs",
        changes: pipeline({ repository: "*" }),
        path: "eks-platform:pipeline.github.repository",
        mentions: ['"*"', "name"],
    },
    {
        what: "an owner before the repository's name",
        changes: pipeline({ repository: "acme/platform" }),
        path: "eks-platform:pipeline.github.repository",
        mentions: ["without its owner"],
    },
    {
        what: "a pipeline without the number of its repository",
        changes: pipeline({ repositoryId: undefined }),
        path: "eks-platform:pipeline.github.repositoryId",
        mentions: ["nothing", "number"],
    },
    {
        what: "a name where GitHub's number belongs",
        changes: pipeline({ ownerId: "acme" }),
        path: "eks-platform:pipeline.github.ownerId",
        mentions: ['"acme"', "1234567"],
    },
    {
        what: "another issuer than GitHub's",
        changes: pipeline({ provider: "arn:aws:iam::210987654321:oidc-provider/gitlab.com" }),
        path: "eks-platform:pipeline.github.provider",
        mentions: ["gitlab.com", "token.actions.githubusercontent.com"],
    },
    {
        what: "a boundary of another partition",
        changes: pipeline({}, { permissionsBoundary: "arn:aws-us-gov:iam::210987654321:policy/boundary" }),
        path: "eks-platform:pipeline.permissionsBoundary",
        mentions: ["arn:aws:..."],
    },
    {
        what: "an alias where the key of a state belongs",
        changes: pipeline({}, { state: { bucket: "acme", keys: ["arn:aws:kms:eu-west-1:210987654321:alias/pulumi"] } }),
        path: "eks-platform:pipeline.state.keys[0]",
        mentions: ["alias/pulumi", "not of an alias"],
    },
    {
        what: "a misspelt namespace",
        changes: { "eks-platfrom:network": {} },
        path: "eks-platfrom:network",
        mentions: ['Did you mean "eks-platform:network"?'],
    },
    {
        what: "a misspelt key inside a section",
        changes: network({ crid: "10.0.0.0/16" }),
        path: "eks-platform:network.crid",
        mentions: ['Did you mean "cidr"?'],
    },
    {
        what: "a misspelt key in a change of a sample",
        changes: { "eks-platform:applications": { "retail-store": { services: { ui: { replica: 3 } } } } },
        path: "eks-platform:applications.retail-store.services.ui.replica",
        mentions: ['Did you mean "replicas"?'],
    },
    {
        what: "an unknown key three levels down",
        changes: cluster({ endpoint: { public: true } }),
        path: "eks-platform:cluster.endpoint.public",
        mentions: ["publicCidrs"],
    },
    {
        what: "a network that exists beside one that is to be made",
        changes: network({ existing: EXISTING, nat: "single" }),
        path: "eks-platform:network.nat",
        mentions: ["beside existing"],
    },
    {
        what: "a network that exists in one zone alone",
        changes: network({
            existing: { ...EXISTING, subnets: { "eu-west-1a": { private: "subnet-0123456789abcdef0" } } },
        }),
        path: "eks-platform:network.existing.subnets",
        mentions: ["2 to 4 zones"],
    },
    {
        what: "a network that exists in a zone of another region",
        changes: network({
            existing: {
                ...EXISTING,
                subnets: { ...EXISTING.subnets, "us-east-1a": { private: "subnet-0123456789abcdef9" } },
            },
        }),
        path: "eks-platform:network.existing.subnets.us-east-1a",
        mentions: ["eu-west-1a"],
    },
    {
        what: "one subnet for nodes and for load balancers of the internet",
        changes: network({
            existing: {
                ...EXISTING,
                subnets: {
                    "eu-west-1a": { private: "subnet-0123456789abcdef0", public: "subnet-0123456789abcdef0" },
                    "eu-west-1b": { private: "subnet-0123456789abcdef1", public: "subnet-0123456789abcdef2" },
                },
            },
        }),
        path: "eks-platform:network.existing.subnets.eu-west-1a.public",
        mentions: ["eu-west-1a.private"],
    },
    {
        what: "an egress of its own in a network that exists without a way out",
        changes: {
            ...network({ existing: { ...EXISTING, reachesInternet: false } }),
            ...cluster({ controlPlane: { egress: "customer-routed" } }),
        },
        path: "eks-platform:cluster.controlPlane.egress",
        mentions: ["network.existing.reachesInternet"],
    },
    {
        what: "an add-on that calls the internet in a network that exists without a way out",
        changes: {
            ...network({ existing: { ...EXISTING, reachesInternet: false } }),
            "eks-platform:addons": { "external-dns": { domains: ["example.org"] } },
        },
        path: "eks-platform:addons.external-dns",
        mentions: ["no endpoint of the VPC leads", "network.existing.reachesInternet"],
    },
    {
        what: "a load balancer for the internet in a network that exists without public subnets",
        changes: { ...network({ existing: EXISTING }), "eks-platform:ingress": { scheme: "internet-facing" } },
        path: "eks-platform:ingress.scheme",
        mentions: ['"internet-facing"', "public subnet", "network.existing.subnets"],
    },
    {
        what: "something that is no id of a VPC",
        changes: network({ existing: { ...EXISTING, vpcId: "vpc-main" } }),
        path: "eks-platform:network.existing.vpcId",
        mentions: ["vpc-0123456789abcdef0"],
    },
    {
        what: "Services in the block of a network that exists",
        changes: { ...network({ existing: EXISTING }), ...cluster({ serviceCidr: "10.40.0.0/16" }) },
        path: "eks-platform:cluster.serviceCidr",
        mentions: ["10.40.0.0/16"],
    },
    {
        what: "sessions in a network from which Systems Manager cannot be reached",
        changes: {
            ...cluster({ endpoint: { access: "session" } }),
            ...network({ nat: "none", interfaceEndpoints: [...requiredEndpoints([]), "ssm"] }),
        },
        path: "eks-platform:cluster.endpoint.access",
        mentions: ["Add ssmmessages"],
    },
    {
        what: "a pipeline whose roles could open no session",
        changes: {
            ...cluster({ endpoint: { access: "session" } }),
            "eks-platform:pipeline": {
                github: { owner: "acme", repository: "platform", ownerId: 1, repositoryId: 2 },
            },
        },
        path: "eks-platform:pipeline.github",
        mentions: ["access: session"],
    },
    {
        what: "blocks of the internet for an API server that answers in its network alone",
        changes: cluster({ endpoint: { access: "network", publicCidrs: ["8.8.8.8/32"] } }),
        path: "eks-platform:cluster.endpoint.publicCidrs",
        mentions: ["access: network", "public-cidrs"],
    },
    {
        what: "keys of the aws namespace, which nothing reads",
        changes: { "aws:region": "eu-west-1" },
        path: "aws:region",
        mentions: ["eks-platform:region"],
    },
    {
        what: "a missing region",
        changes: { "eks-platform:region": undefined },
        path: "eks-platform:region",
        mentions: ["nothing", "eu-west-1", "Add this key"],
    },
    {
        what: "AWS keys where the cluster is not in AWS",
        changes: { "eks-platform:cluster": { kind: "embedded" } },
        path: "eks-platform:nodeGroups",
        mentions: ["Remove this key"],
    },
    {
        what: "a region that is none",
        changes: { "eks-platform:region": "Ireland" },
        path: "eks-platform:region",
        mentions: ['"Ireland"', "eu-west-1"],
    },
    {
        what: "a missing cluster",
        changes: { "eks-platform:cluster": undefined },
        path: "eks-platform:cluster",
        mentions: ["nothing"],
    },
    {
        what: "an unknown kind of cluster",
        changes: { "eks-platform:cluster": { kind: "gke" } },
        path: "eks-platform:cluster.kind",
        mentions: ['"gke"', '"eks" or "existing" or "embedded"'],
    },
    {
        what: "an address that is no CIDR",
        changes: network({ cidr: "10.0.0.0" }),
        path: "eks-platform:network.cidr",
        mentions: ['"10.0.0.0"', "IPv4 CIDR"],
    },
    {
        what: "an octet above 255",
        changes: network({ cidr: "10.0.300.0/16" }),
        path: "eks-platform:network.cidr",
        mentions: ['"10.0.300.0/16"'],
    },
    {
        what: "a CIDR with host bits",
        changes: network({ cidr: "10.0.0.1/16" }),
        path: "eks-platform:network.cidr",
        mentions: ["Write 10.0.0.0/16."],
    },
    {
        what: "a VPC that is too small for its subnets",
        changes: network({ cidr: "10.0.0.0/27" }),
        path: "eks-platform:network.cidr",
        mentions: ["/16 to /23"],
    },
    {
        what: "one zone",
        changes: network({ zones: ["eu-west-1a"] }),
        path: "eks-platform:network.zones",
        mentions: ["at least 2"],
    },
    {
        what: "a zone of another region",
        changes: network({ zones: ["eu-west-1a", "eu-central-1b"] }),
        path: "eks-platform:network.zones[1]",
        mentions: ['"eu-central-1b"', "eu-west-1"],
    },
    {
        what: "the same zone twice",
        changes: network({ zones: ["eu-west-1a", "eu-west-1a"] }),
        path: "eks-platform:network.zones",
        mentions: ["each zone once"],
    },
    {
        what: "overlapping subnets",
        changes: network({
            zones: ["eu-west-1a", "eu-west-1b"],
            subnets: {
                public: ["10.0.0.0/24", "10.0.1.0/24"],
                private: ["10.0.0.0/20", "10.0.16.0/20"],
                intra: ["10.0.32.0/28", "10.0.32.16/28"],
            },
        }),
        path: "eks-platform:network.subnets.private[0]",
        mentions: ["10.0.0.0/24", "overlaps no other"],
    },
    {
        what: "a subnet outside the VPC",
        changes: network({
            zones: ["eu-west-1a", "eu-west-1b"],
            subnets: {
                public: ["10.0.0.0/24", "10.0.1.0/24"],
                private: ["10.0.16.0/20", "10.1.0.0/20"],
                intra: ["10.0.32.0/28", "10.0.32.16/28"],
            },
        }),
        path: "eks-platform:network.subnets.private[1]",
        mentions: ["inside the VPC's 10.0.0.0/16"],
    },
    {
        what: "fewer subnets than zones",
        changes: network({
            zones: ["eu-west-1a", "eu-west-1b"],
            subnets: { public: ["10.0.0.0/24"], private: ["10.0.16.0/20", "10.0.32.0/20"], intra: [] },
        }),
        path: "eks-platform:network.subnets.intra",
        mentions: ["2 zones"],
    },
    {
        what: "a network without a way out and without the endpoints that replace it",
        changes: network({ nat: "none", interfaceEndpoints: ["ecr.api"] }),
        path: "eks-platform:network.interfaceEndpoints",
        mentions: ["Add ecr.dkr"],
    },
    {
        what: "a network without a way out and without the endpoint that Karpenter calls",
        changes: {
            ...network({
                nat: "none",
                interfaceEndpoints: requiredEndpoints([{ calls: ["elasticloadbalancing", "elasticfilesystem"] }]),
            }),
            "eks-platform:scaling": { mode: "karpenter", nodePools: { general: { limits: { cpu: 100 } } } },
        },
        path: "eks-platform:network.interfaceEndpoints",
        mentions: ["Add ssm, sqs"],
    },
    {
        what: "a retention that CloudWatch does not offer",
        changes: network({ flowLogRetentionDays: 100 }),
        path: "eks-platform:network.flowLogRetentionDays",
        mentions: ["100", "90"],
    },
    {
        what: "a Kubernetes version that does not exist",
        changes: cluster({ version: "1.99" }),
        path: "eks-platform:cluster.version",
        mentions: ['"1.99"', "1.36"],
    },
    {
        what: "a Kubernetes version past extended support",
        changes: cluster({ version: "1.29" }),
        path: "eks-platform:cluster.version",
        mentions: ['"1.29"'],
    },
    {
        what: "a Kubernetes version without quotes",
        changes: cluster({ version: 1.3 }),
        path: "eks-platform:cluster.version",
        mentions: ["1.3", "Write it in quotes."],
    },
    {
        what: "Service addresses that overlap the VPC",
        changes: cluster({ serviceCidr: "10.0.128.0/20" }),
        path: "eks-platform:cluster.serviceCidr",
        mentions: ["10.0.0.0/16"],
    },
    {
        what: "a session as a principal",
        changes: cluster({
            access: { me: { principalArn: "arn:aws:sts::111122223333:assumed-role/dev/me", policy: "view" } },
        }),
        path: "eks-platform:cluster.access.me.principalArn",
        mentions: ["IAM role or user"],
    },
    {
        what: "a principal with two access entries",
        changes: cluster({
            access: {
                a: { principalArn: "arn:aws:iam::111122223333:role/x", policy: "view" },
                b: { principalArn: "arn:aws:iam::111122223333:role/x", policy: "admin" },
            },
        }),
        path: "eks-platform:cluster.access.b.principalArn",
        mentions: ["access.a"],
    },
    {
        what: "a cluster without nodes",
        changes: { "eks-platform:nodeGroups": {} },
        path: "eks-platform:nodeGroups",
        mentions: ["at least one"],
    },
    {
        what: "a node group that starts above its maximum",
        changes: group({ min: 2, desired: 9, max: 3 }),
        path: "eks-platform:nodeGroups.system",
        mentions: ["min <= desired <= max"],
    },
    {
        what: "two architectures in a node group",
        changes: group({ instanceTypes: ["m7g.large", "m7i.large"] }),
        path: "eks-platform:nodeGroups.system.instanceTypes",
        mentions: ["architecture"],
    },
    {
        what: "a name that Kubernetes does not accept",
        changes: { "eks-platform:namespaces": { Team_A: {} } },
        path: "eks-platform:namespaces.Team_A",
        mentions: ["RFC 1123"],
    },
    {
        what: "a namespace of Kubernetes itself",
        changes: { "eks-platform:namespaces": { "kube-system": {} } },
        path: "eks-platform:namespaces.kube-system",
        mentions: ["other than"],
    },
    {
        what: "more throughput than a gp3 volume has",
        changes: storage({ tiers: { standard: { type: "gp3", throughput: 9000 } } }),
        path: "eks-platform:storage.tiers.standard.throughput",
        mentions: ["9000", "125 to 2000"],
    },
    {
        what: "more throughput than the IOPS carry",
        changes: storage({ tiers: { standard: { type: "gp3", throughput: 1000 } } }),
        path: "eks-platform:storage.tiers.standard.throughput",
        mentions: ["at most 750", "Raise iops to 4000"],
    },
    {
        what: "an io2 tier without IOPS",
        changes: storage({ tiers: { fast: { type: "io2" } } }),
        path: "eks-platform:storage.tiers.fast.iops",
        mentions: ["required for io2"],
    },
    {
        what: "IOPS for a type that takes none",
        changes: storage({ tiers: { bulk: { type: "st1", iops: 500 } } }),
        path: "eks-platform:storage.tiers.bulk.iops",
        mentions: ["no iops for st1"],
    },
    {
        what: "an unknown volume type",
        changes: storage({ tiers: { old: { type: "gp2" } } }),
        path: "eks-platform:storage.tiers.old.type",
        mentions: ['"gp2"', '"gp3"'],
    },
    {
        what: "a default tier that is not there",
        changes: storage({ defaultTier: "gold" }),
        path: "eks-platform:storage.defaultTier",
        mentions: ['"gold"', "standard"],
    },
    {
        what: "ingress-nginx, and says why",
        changes: { "eks-platform:ingress": { controller: "ingress-nginx" } },
        path: "eks-platform:ingress.controller",
        mentions: ['"ingress-nginx"', "retired in March 2026", "traefik"],
    },
    {
        what: "a chart mirror without encryption",
        changes: { "eks-platform:helm": { mirror: "http://charts.example" } },
        path: "eks-platform:helm.mirror",
        mentions: ["https://"],
    },
    {
        what: "an account id that YAML read as a number",
        changes: { "eks-platform:allowedAccountIds": [111122223333] },
        path: "eks-platform:allowedAccountIds[0]",
        mentions: ["in quotes"],
    },
    {
        what: "an image without a tag",
        changes: service({ image: "registry.example:5000/web" }),
        path: "eks-platform:services.shop.web.image",
        mentions: ["registry.example:5000/web", "tag"],
    },
    {
        what: "a connection to a service that is not there",
        changes: service({ connectsTo: ["database"] }),
        path: "eks-platform:services.shop.web.connectsTo[0]",
        mentions: ['"database"'],
    },
    {
        what: "a volume of a tier that is not there",
        changes: service({ kind: "stateful", storage: { tier: "gold", size: "10Gi", mountPath: "/data" } }),
        path: "eks-platform:services.shop.web.storage.tier",
        mentions: ['"gold"', "standard"],
    },
    {
        what: "a volume that is smaller than AWS makes",
        changes: service({ kind: "stateful", storage: { tier: "bulk", size: "10Gi", mountPath: "/data" } }),
        path: "eks-platform:services.shop.web.storage.size",
        mentions: ["125Gi"],
    },
    {
        what: "a list of applications",
        changes: { "eks-platform:applications": [null] },
        path: "eks-platform:applications",
        mentions: ["[null]", "a map"],
    },
    {
        what: "an application by the name of what every object inherits",
        changes: { "eks-platform:applications": { constructor: {} } },
        path: "eks-platform:applications.constructor",
        mentions: ["retail-store"],
    },
    {
        what: "a sample by the name of what every object inherits",
        changes: { "eks-platform:applications": { store: { app: "valueOf" } } },
        path: "eks-platform:applications.store.app",
        mentions: ["retail-store"],
    },
    {
        what: "a Kubernetes version by the name of what every object inherits",
        changes: cluster({ version: "constructor" }),
        path: "eks-platform:cluster.version",
        mentions: ["1.36"],
    },
    {
        what: "a key that would be dropped",
        changes: { "eks-platform:tags": JSON.parse('{"__proto__": "x"}') },
        path: "eks-platform:tags.__proto__",
        mentions: ["Rename"],
    },
    {
        what: "a section that would be dropped",
        changes: { "eks-platform:services": { shop: JSON.parse('{"__proto__": {}}') } },
        path: "eks-platform:services.shop.__proto__",
        mentions: ["Rename"],
    },
    {
        what: "a misspelt service of a sample, and says which is meant",
        changes: { "eks-platform:applications": { "retail-store": { services: { iu: { replicas: 3 } } } } },
        path: "eks-platform:applications.retail-store.services.iu",
        mentions: ['Did you mean "ui"?'],
    },
    {
        what: "a number in quotes, and says what to do",
        changes: service({ port: "8080" }),
        path: "eks-platform:services.shop.web.port",
        mentions: ['"8080"', "Write it without quotes."],
    },
    {
        what: "a truth value in quotes, and says what to do",
        changes: { "eks-platform:calico": { enabled: "true" } },
        path: "eks-platform:calico.enabled",
        mentions: ["Write it without quotes."],
    },
    {
        what: "an empty list, in the singular",
        changes: group({ instanceTypes: [] }),
        path: "eks-platform:nodeGroups.system.instanceTypes",
        mentions: ["at least 1 item\n"],
    },
    {
        what: "a truth value where text belongs, and says what to do",
        changes: group({ labels: { spot: true } }),
        path: "eks-platform:nodeGroups.system.labels.spot",
        mentions: ["Write it in quotes."],
    },
    {
        what: "nothing where a map belongs, and says what to do",
        changes: { "eks-platform:network": null },
        path: "eks-platform:network",
        mentions: ["null", "remove this key"],
    },
];
