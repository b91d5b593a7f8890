import assert from "node:assert/strict";
import { assertRefused, faultsOf, type Malformed } from "./refused";
import { load } from "./valid";

const service = (changes: object, namespace: object = {}) => ({
    "eks-platform:namespaces": { shop: namespace },
    "eks-platform:services": { shop: { api: { image: "registry.example/api:1.2.3", port: 8080, ...changes } } },
});
const volume = (tier: string, size: string) =>
    service({ kind: "stateful", storage: { tier, size, mountPath: "/data" } }, { quota: { storage: "200Ti" } });
const batch = (services: object, quota: object) => ({
    "eks-platform:namespaces": { shop: { quota } },
    "eks-platform:services": { shop: services },
});
const IMAGE = "registry.example/api:1.2.3";
const memory = (amount: string) => ({ requests: { memory: amount }, limits: { memory: amount } });
const SMALL = { requests: { cpu: "10m", memory: "16Mi" } };

const REFUSED: readonly Malformed[] = [
    {
        what: "more memory than a container of the namespace may use (case 100)",
        changes: service({ resources: memory("8Gi") }),
        path: "eks-platform:services.shop.api.resources.limits.memory",
        mentions: ["at most 4Gi", "namespaces.shop.containerDefaults.maxMemory"],
    },
    {
        what: "more memory by default than a container may use",
        changes: service({}, { containerDefaults: { memory: "8Gi" } }),
        path: "eks-platform:namespaces.shop.containerDefaults.memory",
        mentions: ["maxMemory (4Gi)"],
    },
    {
        what: "more pods than the namespace's quota",
        changes: service({ replicas: 101, resources: SMALL }),
        path: "eks-platform:namespaces.shop.quota.pods",
        mentions: ["100", "at least 102 pods"],
    },
    {
        what: "a quota without room for the pod that an update starts first",
        changes: service({ replicas: 100, resources: SMALL }),
        path: "eks-platform:namespaces.shop.quota.pods",
        mentions: ["at least 101 pods", "one pod more"],
    },
    {
        what: "more memory than the namespace's quota",
        changes: service({ replicas: 5, resources: memory("4Gi") }),
        path: "eks-platform:namespaces.shop.quota.memory",
        mentions: ["at least 24576Mi"],
    },
    {
        what: "more processor time than the namespace's quota",
        changes: service({ replicas: 4, resources: { requests: { cpu: 2 } } }),
        path: "eks-platform:namespaces.shop.quota.cpu",
        mentions: ["at least 10000m"],
    },
    {
        what: "more storage than the namespace's quota",
        changes: service({
            kind: "stateful",
            replicas: 3,
            storage: { tier: "standard", size: "200Gi", mountPath: "/d" },
        }),
        path: "eks-platform:namespaces.shop.quota.storage",
        mentions: ["500Gi", "at least 614400Mi"],
    },
    ...(
        [
            ["fast", "1Gi", "at least 4Gi"],
            ["fast", "3Gi", "at least 4Gi"],
            ["bulk", "20Ti", "at most 16384Gi"],
            ["bulk", "100Gi", "at least 125Gi"],
            ["standard", "65Ti", "at most 65536Gi"],
            ["fast", "65Ti", "at most 65536Gi"],
        ] as const
    ).map(([tier, size, mention]) => ({
        what: `${size} of the tier ${tier} (cases 104 106)`,
        changes: volume(tier, size),
        path: "eks-platform:services.shop.api.storage.size",
        mentions: [size, mention],
    })),
    {
        what: "fewer GiB than the tier's IOPS need (case 104)",
        changes: {
            ...volume("quick", "10Gi"),
            "eks-platform:storage": { tiers: { quick: { type: "gp3", iops: 16_000 } } },
        },
        path: "eks-platform:services.shop.api.storage.size",
        mentions: ["at least 32Gi", "16000 IOPS"],
    },
    {
        what: "files of more than a ConfigMap holds (case 107)",
        changes: service({ files: { "/etc/a": "x".repeat(2 ** 19), "/etc/b": "ü".repeat(2 ** 18 + 1) } }),
        path: "eks-platform:services.shop.api.files",
        mentions: ["1048578 bytes in 2 entries", "1048576"],
    },
    {
        what: "variables of more than a ConfigMap holds (case 107)",
        changes: service({ env: { BIG: "x".repeat(2 ** 20 + 1) } }),
        path: "eks-platform:services.shop.api.env",
        mentions: ["1048577 bytes in one entry"],
    },
    {
        what: "a file below a file (case 114)",
        changes: service({ files: { "/etc/app.conf": "a", "/etc/app.conf/extra": "b" } }),
        path: "eks-platform:services.shop.api.files./etc/app.conf/extra",
        mentions: ["not below the file /etc/app.conf"],
    },
    {
        what: "a directory below a file (case 114)",
        changes: service({ files: { "/etc/app": "a" }, writablePaths: ["/etc/app/cache"] }),
        path: "eks-platform:services.shop.api.writablePaths[0]",
        mentions: ["not below the file /etc/app"],
    },
    ...["/proc", "/proc/app.conf", "/sys/app.conf"].map((target) => ({
        what: `a file at ${target}, where no container's runtime mounts anything (case 114)`,
        changes: service({ files: { [target]: "a" } }),
        path: `eks-platform:services.shop.api.files.${target}`,
        mentions: ["/proc", "/sys"],
    })),
    {
        what: "a volume below a secret file (case 114)",
        changes: service({
            kind: "stateful",
            credentials: { db: {} },
            secretFiles: { "/run/secret": { credential: "db", key: "password" } },
            storage: { tier: "standard", size: "1Gi", mountPath: "/run/secret/data" },
        }),
        path: "eks-platform:services.shop.api.storage.mountPath",
        mentions: ["not below the file /run/secret"],
    },
    {
        what: "a cron service and a task, whose pods count as well",
        changes: batch(
            {
                report: { kind: "cron", image: IMAGE, schedule: "@daily", resources: SMALL },
                migrate: { kind: "task", image: IMAGE, resources: SMALL },
            },
            { pods: 1 },
        ),
        path: "eks-platform:namespaces.shop.quota.pods",
        mentions: ["at least 2 pods"],
    },
    {
        what: "a task with more memory than a container of the namespace may use",
        changes: batch({ migrate: { kind: "task", image: IMAGE, resources: memory("8Gi") } }, {}),
        path: "eks-platform:services.shop.migrate.resources.limits.memory",
        mentions: ["at most 4Gi"],
    },
    {
        what: "a disruption that takes all replicas",
        changes: service({ replicas: 3, disruption: { maxUnavailable: 3 } }),
        path: "eks-platform:services.shop.api.disruption.maxUnavailable",
        mentions: ["at most 2", "3"],
    },
    {
        what: "a disruption that takes the fewest replicas of an autoscaler",
        changes: service({ autoscaling: { min: 2, max: 9 }, disruption: { maxUnavailable: 2 } }),
        path: "eks-platform:services.shop.api.disruption.maxUnavailable",
        mentions: ["at most 1"],
    },
];

describe("What a namespace or the cluster refuses", () => {
    for (const malformed of REFUSED) {
        it(`is refused before anything is created: ${malformed.what}`, () => assertRefused(malformed));
    }

    it("is told apart from what they take", () => {
        const accepted = [
            service({ resources: memory("4Gi") }),
            service(
                { resources: memory("8Gi") },
                { containerDefaults: { maxMemory: "8Gi" }, quota: { memory: "24Gi" } },
            ),
            service({ replicas: 99, resources: SMALL }),
            volume("fast", "4Gi"),
            volume("bulk", "16Ti"),
            volume("bulk", "124.5Gi"),
            volume("standard", "64Ti"),
            service({ files: { "/etc/app/a": "a", "/etc/app-b": "b", "/tmp/c": "c" } }),
            service({ files: { "/etc/a": "x".repeat(2 ** 20) } }),
            service({ replicas: 0, disruption: { maxUnavailable: 2 } }),
            batch(
                {
                    report: { kind: "cron", image: IMAGE, schedule: "@daily", suspend: true },
                    migrate: { kind: "task", image: IMAGE },
                },
                { pods: 1 },
            ),
        ];
        for (const changes of accepted) {
            assert.deepEqual(faultsOf(changes), [], JSON.stringify(changes).slice(0, 200));
        }
    });

    it("brings a warning where a quota stops an autoscaler (case 103)", () => {
        const { warnings } = load(service({ autoscaling: { min: 2, max: 200 }, resources: SMALL }));
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /namespace shop \(pods: 100\) stops its autoscalers.*201 pods/);
    });
});
