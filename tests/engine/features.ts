import { ownValue } from "../../core/own-value";
import { pairwise } from "./pairwise";
import { BARE, type Settings } from "./whole-life";

/** Features with their ways. */
export type Features = Readonly<Record<string, Readonly<Record<string, Settings>>>>;

const service = (image: string, more: object = {}) => ({ image: `ghcr.io/acme/${image}:1.0.0`, ...more });

/**
 * What a stack may have, each with the ways in which it may have it: settings that are merged with those of the other features. A new
 * feature is a line here, and meets every way of every other one.
 */
export const stackFeatures = {
    nodes: {
        bottlerocket: {},
        al2023: { nodeGroups: { a: { operatingSystem: "al2023", diskGiB: 80 } } },
        spot: { nodeGroups: { b: { instanceTypes: ["m7g.large", "m6g.large"], capacity: "spot", max: 3 } } },
        "in one zone, tainted": {
            nodeGroups: {
                b: {
                    ...{ instanceTypes: ["g5.xlarge"], max: 2, zones: ["eu-west-1a"], labels: { kind: "gpu" } },
                    taints: [{ key: "kind", value: "gpu", effect: "NoSchedule" }],
                },
            },
        },
    },
    workloads: {
        none: {},
        sample: { applications: { "retail-store": { replicas: 1 } } },
        stateful: {
            services: {
                shop: {
                    web: service("web", { connectsTo: ["db"] }),
                    db: service("db", {
                        ...{ kind: "stateful", port: 5432 },
                        storage: { tier: "standard", size: "1Gi", mountPath: "/data" },
                    }),
                },
            },
        },
        tasks: {
            services: {
                shop: {
                    migrate: service("migrate", { kind: "task" }),
                    report: service("report", { kind: "cron", schedule: "@daily" }),
                },
            },
        },
    },
    // What needs a way out stands with it: a network without one refuses it.
    nat: {
        "single, with names in Route 53": { addons: { "external-dns": { domains: ["shop.example.com"] } } },
        none: { network: { nat: "none" } },
        regional: { network: { nat: "regional" } },
        "per zone, the control plane's too": {
            network: { nat: "per-zone" },
            cluster: { controlPlane: { egress: "customer-routed" } },
        },
    },
    "shared files": {
        elastic: {},
        provisioned: { storage: { shared: { throughput: 64, infrequentAccessAfterDays: 7 } } },
        none: { storage: { shared: { enabled: false } } },
    },
    "control plane": {
        plain: {},
        tuned: { cluster: { zonalShift: true, controlPlane: { eventTtlMinutes: 30 } } },
        remote: { cluster: { remoteNetworks: { nodes: ["192.168.0.0/20"], pods: ["192.168.128.0/18"] } } },
    },
    people: {
        "the creator": {},
        "roles of their own": {
            namespaces: { shop: { team: { group: "oidc:shop" } } },
            cluster: {
                creatorIsAdmin: false,
                oidc: { issuerUrl: "https://login.acme.com", clientId: "kubernetes", groupsClaim: "groups" },
                access: {
                    administrators: {
                        trust: { permissionSets: [{ account: "210987654321", name: "PlatformAdmin" }] },
                        policy: "cluster-admin",
                    },
                    operators: {
                        trust: { principals: ["arn:aws:iam::210987654321:role/on-call"] },
                        policy: "operator",
                    },
                    shop: {
                        trust: {
                            gitlab: {
                                provider: "arn:aws:iam::210987654321:oidc-provider/gitlab.com",
                                project: "acme/shop",
                            },
                        },
                        ...{ policy: "developer", namespaces: ["shop"] },
                    },
                },
            },
        },
    },
    "EKS's add-ons": {
        usual: {},
        "newest, and the optional ones": {
            eksAddons: {
                builds: "newest",
                "eks-node-monitoring-agent": {},
                "amazon-cloudwatch-observability": { build: "v6.7.0-eksbuild.1" },
            },
        },
    },
    scaling: {
        "by groups": {},
        none: { scaling: { mode: "none" } },
        "by pools": { scaling: { mode: "karpenter", replicas: 1, nodePools: { general: { limits: { cpu: 16 } } } } },
    },
    zones: { two: {}, three: { network: { zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] } } },
    endpoint: { public: {}, private: { cluster: { endpoint: { access: "network", publicCidrs: [] } } } },
    footprint: { full: {}, small: { footprint: "small" } },
    protection: { off: {}, on: { protect: true } },
    traffic: { "none of ours": {}, "ingress and policies": { calico: { enabled: true }, ingress: { enabled: true } } },
    guard: { off: {}, on: { admission: { enabled: true } } },
    tiers: { delete: {}, retain: { storage: { tiers: { standard: { type: "gp3", reclaimPolicy: "Retain" } } } } },
    version: { default: {}, older: { cluster: { version: "1.35" } } },
} as const satisfies Features;

/** One stack, named after how it has each feature. */
export interface Combination {
    readonly name: string;
    readonly settings: Settings;
}

/** A way of each feature, by name. */
export type Ways = Readonly<Record<string, string>>;

/** The settings of a stack that has each feature in the given way. */
export function settingsOf(ways: Ways, features: Features = stackFeatures): Settings {
    return Object.entries(ways).reduce<Settings>(
        (all, [feature, way]) => merged(all, ownValue(ownValue(features, feature) ?? {}, way) ?? {}),
        BARE,
    );
}

/** So few stacks that each way to have a feature is in one of them beside each way to have each other feature. */
export function combinations(): readonly Combination[] {
    const features = Object.entries(stackFeatures).map(([feature, ways]) => ({ feature, ways: Object.keys(ways) }));
    return pairwise(features.map(({ ways }) => ways.length)).map((row) => {
        const chosen = features.map(({ feature, ways }, at) => [feature, ways[row[at] ?? 0] ?? ""] as const);
        return {
            name: chosen.map(([feature, way]) => `${feature} ${way}`).join(", "),
            settings: settingsOf(Object.fromEntries(chosen)),
        };
    });
}

function merged(one: Settings, other: Settings): Settings {
    const result: Record<string, unknown> = { ...one };
    for (const [key, value] of Object.entries(other)) {
        const before = result[key];
        result[key] = isMap(before) && isMap(value) ? merged(before, value) : value;
    }
    return result;
}

function isMap(value: unknown): value is Settings {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
