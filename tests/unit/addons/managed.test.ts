import assert from "node:assert/strict";
import { MANAGED_ADDON_LIST, managedAddonsOf } from "../../../components/cluster/managed-addons";
import { addonsAt } from "../../../components/cluster/managed-addons/addons-at";
import { isOptional } from "../../../components/cluster/managed-addons/names";
import type { EksPlatformConfig } from "../../../components/config";
import { assertRefused, type Malformed } from "../config/refused";
import { load } from "../config/valid";

/** A stack that has every add-on that it can have. */
function stack(eksAddons: object = {}, more: Readonly<Record<string, unknown>> = {}): EksPlatformConfig {
    const config = load({ "eks-platform:eksAddons": eksAddons, ...more });
    assert.ok(config.kind === "eks");
    return config;
}

const STAGES = ["with-cluster", "before-nodes", "after-nodes"] as const;

const TAINTED = {
    "eks-platform:nodeGroups": {
        system: {
            instanceTypes: ["m7g.large"],
            max: 3,
            taints: [{ key: "dedicated", value: "a", effect: "NoSchedule" }],
        },
        general: { instanceTypes: ["m7g.large"], max: 3 },
    },
};

describe("An add-on that EKS manages", () => {
    for (const [name, addon] of MANAGED_ADDON_LIST) {
        for (const footprint of ["small", "full"] as const) {
            it(`is installed with the footprint ${footprint} at one stage, with a build and as many pods as it says: ${name}`, () => {
                const config = stack({ [name]: {} }, { "eks-platform:footprint": footprint });
                const found = STAGES.flatMap((stage) => addonsAt(config, stage).get(name) ?? []);
                assert.equal(found.length, 1);
                assert.match(found[0]?.build ?? "", /^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
                const replicas = addon.replicas?.[footprint];
                assert.equal(config.eksAddons[name].replicas, replicas);
                assert.equal(
                    JSON.stringify(found[0]?.settings ?? {}).includes(`"replicaCount":${replicas}`),
                    replicas !== undefined,
                );
                assert.doesNotThrow(() => JSON.parse(addon.identity?.policy?.(FACTS) ?? "{}"));
            });
        }

        it(`${isOptional(name) ? "is" : "is not"} left out where nobody names it: ${name}`, () => {
            assert.equal(managedAddonsOf(stack()).has(name), !isOptional(name));
        });

        it(`is not installed where it is named and switched off, if it is optional: ${name}`, () => {
            if (isOptional(name)) {
                assert.equal(managedAddonsOf(stack({ [name]: { enabled: false } })).has(name), false);
            }
        });

        it(`has the build that a stack pins: ${name}`, () => {
            const build = name === "kube-proxy" ? "v1.36.9-eksbuild.1" : "v9.9.9-eksbuild.9";
            assert.equal(stack({ [name]: { build } }).eksAddons[name].build, build);
        });
    }

    it("is the default of its Kubernetes version, or the newest where the stack says so", () => {
        const cluster = { "eks-platform:cluster": { kind: "eks", name: "test", version: "1.35" } };
        const of = (eksAddons: object) => stack(eksAddons, cluster).eksAddons;
        assert.equal(of({}).coredns.build, "v1.13.2-eksbuild.31");
        assert.equal(of({ builds: "newest" }).coredns.build, "v1.14.6-eksbuild.4");
        assert.equal(of({ builds: "newest" })["kube-proxy"].build, of({})["kube-proxy"].build);
        assert.equal(
            of({ builds: "newest", coredns: { build: "v1.14.0-eksbuild.1" } }).coredns.build,
            "v1.14.0-eksbuild.1",
        );
    });

    it("bears the taints that the stack names beside the usual one, and says nothing of taints otherwise", () => {
        const tolerations = [{ key: "dedicated", value: "a", effect: "NoSchedule" }];
        const settings = (eksAddons: object) => addonsAt(stack(eksAddons, TAINTED), "after-nodes");
        const borne = [
            { key: "CriticalAddonsOnly", operator: "Exists" },
            { key: "dedicated", operator: "Equal", value: "a", effect: "NoSchedule" },
        ];
        const found = settings({ tolerations });
        assert.deepEqual(found.get("coredns")?.settings, { replicaCount: 3, tolerations: borne });
        assert.deepEqual(found.get("aws-efs-csi-driver")?.settings, { controller: { tolerations: borne } });
        assert.doesNotMatch(JSON.stringify([...settings({}).values()]), /tolerations/);
    });

    it("may write into the cluster's own log groups alone, and count in two namespaces", () => {
        const [, cloudwatch] = MANAGED_ADDON_LIST.find(([name]) => name === "amazon-cloudwatch-observability") ?? [];
        const { Statement } = JSON.parse(cloudwatch?.identity?.policy?.(FACTS) ?? "");
        const logs = Statement.filter(({ Action }: { Action: unknown }) => JSON.stringify(Action).includes("logs:"));
        const resources = logs.flatMap(({ Resource }: { Resource: unknown }) => Resource);
        const groups = cloudwatch?.logGroups?.("prod") ?? [];
        assert.deepEqual(
            resources,
            groups.map((group) => `arn:aws:logs:eu-west-1:*:log-group:${group}:*`),
        );
        assert.doesNotMatch(JSON.stringify(Statement), /"(logs|xray|cloudwatch|ssm):\*"|xray/);
    });
});

const FACTS = {
    ...{ volumesKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/a", partition: "aws", region: "eu-west-1" },
    clusterName: "prod",
};

const REFUSED: readonly Malformed[] = [
    {
        what: "an optional add-on without a build for the cluster's version",
        changes: {
            "eks-platform:cluster": { kind: "eks", name: "test", version: "1.35" },
            "eks-platform:eksAddons": { "amazon-cloudwatch-observability": {} },
        },
        path: "eks-platform:eksAddons.amazon-cloudwatch-observability",
        mentions: ["none is pinned for Kubernetes 1.35", "describe-addon-versions"],
    },
    {
        what: "a build that is none of EKS's",
        changes: { "eks-platform:eksAddons": { coredns: { build: "1.14.7" } } },
        path: "eks-platform:eksAddons.coredns.build",
        mentions: ["1.14.7", "v1.14.6-eksbuild.4"],
    },
    {
        what: "a kube-proxy of another version than the cluster",
        changes: { "eks-platform:eksAddons": { "kube-proxy": { build: "v1.35.3-eksbuild.29" } } },
        path: "eks-platform:eksAddons.kube-proxy.build",
        mentions: ["a build of 1.36"],
    },
    {
        what: "a toleration of a taint that no node group has",
        changes: { "eks-platform:eksAddons": { tolerations: [{ key: "a", effect: "NoSchedule" }] }, ...TAINTED },
        path: "eks-platform:eksAddons.tolerations[0]",
        mentions: ["dedicated=a:NoSchedule"],
    },
    {
        what: "to switch off what every cluster has",
        changes: { "eks-platform:eksAddons": { coredns: { enabled: false } } },
        path: "eks-platform:eksAddons.coredns.enabled",
        mentions: ['the key "enabled"'],
    },
    {
        what: "a namespace that an add-on of EKS makes",
        changes: { "eks-platform:namespaces": { "amazon-cloudwatch": {} } },
        path: "eks-platform:namespaces.amazon-cloudwatch",
        mentions: ["amazon-cloudwatch"],
    },
];

describe("The section of EKS's add-ons", () => {
    for (const { what, ...malformed } of REFUSED) {
        it(`refuses ${what}`, () => assertRefused(malformed));
    }
});
