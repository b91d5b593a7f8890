import { join } from "node:path";
import { loadConfig, type PlatformConfig, readStackFile } from "../../../components/config";
import { projectRoot } from "../../../toolchain/paths";
import { load, TODAY } from "../config/valid";

const GITHUB = { owner: "acme", repository: "platform", ownerId: 1234, repositoryId: "5678" };
const STATE_KEY = "arn:aws:kms:eu-west-1:123456789012:key/state";

const KARPENTER = { mode: "karpenter", replicas: 1, nodePools: { general: { limits: { cpu: 100 } } } };

const NAMESPACES = { shop: { team: { group: "shop" } } };

/** Roles for people and pipelines, of each way to let somebody assume one. */
const ACCESS = {
    administrators: {
        ...{ policy: "cluster-admin", trust: { permissionSets: [{ account: "210987654321", name: "PlatformAdmin" }] } },
    },
    operators: { policy: "operator", trust: { principals: ["arn:aws:iam::210987654321:role/on-call"] } },
    shop: {
        ...{ policy: "developer", namespaces: ["shop"] },
        trust: { gitlab: { provider: "arn:aws:iam::210987654321:oidc-provider/gitlab.com", project: "acme/shop" } },
    },
};

/** Features with what each can be: settings by section. */
const FEATURES: readonly (readonly Readonly<Record<string, object>>[])[] = [
    [
        { network: { nat: "none" } },
        { network: { nat: "single" } },
        { network: { nat: "per-zone" } },
        { network: { nat: "regional" } },
    ],
    [{ storage: { shared: { enabled: false } } }, { storage: {} }],
    [
        {},
        {
            addons: { "external-dns": { domains: ["example.com"] } },
            eksAddons: { "amazon-cloudwatch-observability": {} },
        },
    ],
    [{}, { pipeline: { github: GITHUB, state: { bucket: "acme-state", keys: [STATE_KEY] } } }],
    [{ calico: { enabled: false } }, {}],
    [{ ingress: { enabled: false } }, {}],
    [{}, { backup: { enabled: true, copy: { region: "eu-central-1" }, restoreTest: {} } }],
    [
        {},
        { cluster: { endpoint: { access: "session" } } },
        { cluster: { endpoint: { publicCidrs: ["198.51.100.7/32"] }, access: ACCESS }, namespaces: NAMESPACES },
    ],
    [{ scaling: { mode: "none" } }, { scaling: { mode: "cluster-autoscaler" } }, { scaling: KARPENTER }],
];

/** Every value of each feature with every value of every other one, in few combinations. */
function pairwise(): readonly (readonly number[])[] {
    const sizes = FEATURES.map((values) => values.length);
    const open = new Set<string>();
    const pairsOf = (row: readonly number[]) =>
        row.flatMap((value, one) =>
            row.slice(one + 1).map((other, offset) => `${one}=${value},${one + 1 + offset}=${other}`),
        );
    const rows = sizes
        .reduce<number[][]>(
            (all, size) => all.flatMap((row) => Array.from({ length: size }, (_, value) => [...row, value])),
            [[]],
        )
        .filter((row) => !isRefused(row));
    for (const row of rows) {
        for (const pair of pairsOf(row)) {
            open.add(pair);
        }
    }
    const chosen: (readonly number[])[] = [];
    const gain = (row: readonly number[]) => pairsOf(row).filter((pair) => open.has(pair)).length;
    while (open.size > 0) {
        const best = rows.reduce((one, other) => (gain(other) > gain(one) ? other : one));
        for (const pair of pairsOf(best)) {
            open.delete(pair);
        }
        chosen.push(best);
    }
    return chosen;
}

/** Where nothing gets out, nothing reaches Route 53; the roles of a pipeline open no sessions. */
function isRefused(row: readonly number[]): boolean {
    const sections = JSON.stringify(settingsOf(row));
    return (
        (sections.includes('"nat":"none"') && sections.includes("external-dns")) ||
        (sections.includes('"access":"session"') && sections.includes('"pipeline"'))
    );
}

function settingsOf(row: readonly number[]): readonly Readonly<Record<string, object>>[] {
    return row.map((value, feature) => FEATURES[feature]?.[value] ?? {});
}

const ALL = FEATURES.map((values) => values.at(-1) ?? {});

/** Configurations that have every feature between them: one scaler excludes the other. */
export const EVERYTHING: readonly PlatformConfig[] = [
    ALL,
    [...ALL.slice(0, -1), { scaling: { mode: "cluster-autoscaler" } }],
].map(configured);

function configured(settings: readonly Readonly<Record<string, object>>[]): PlatformConfig {
    const values = settings.flatMap((sections) =>
        Object.entries(sections).map(([section, value]) => [
            `eks-platform:${section}`,
            section === "cluster" ? { kind: "eks", name: "test", ...value } : value,
        ]),
    );
    return load(Object.fromEntries(values));
}

/** Configurations to ask, by what they are. */
export function configurations(): ReadonlyMap<string, PlatformConfig> {
    const shipped = ["dev", "prod"].map((stack): [string, PlatformConfig] => [
        stack,
        loadConfig(readStackFile(join(projectRoot(), `Pulumi.${stack}.yaml`), stack), { today: TODAY }),
    ]);
    const combined = pairwise().map((row): [string, PlatformConfig] => {
        const settings = settingsOf(row);
        return [
            settings
                .flatMap((sections) => Object.entries(sections))
                .map(named)
                .join(" "),
            configured(settings),
        ];
    });
    return new Map([...shipped, ...combined]);
}

function named([section, value]: readonly [string, object]): string {
    return `${section}=${JSON.stringify(value).replaceAll('"', "")}`;
}
