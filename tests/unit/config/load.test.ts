import assert from "node:assert/strict";
import { ConfigError, loadConfig, SecretText } from "../../../components/config";
import { load, rawConfig, TODAY } from "./valid";

/** The configuration of a cluster in AWS. */
function loadEks(changes: Record<string, unknown> = {}) {
    const config = load(changes);
    assert.ok(config.kind === "eks");
    return config;
}

describe("A sound configuration", () => {
    it("is closed to the internet unless it says otherwise", () => {
        const { cluster, ingress, storage } = loadEks();
        assert.deepEqual(cluster.endpoint, { access: "network", publicCidrs: [] });
        assert.equal(ingress.scheme, "internal");
        assert.ok(Object.values(storage.tiers).every(({ encrypted }) => encrypted));
    });

    it("has the default Kubernetes version, three zones and a subnet of each kind in each", () => {
        const { cluster, network } = loadEks();
        assert.equal(cluster.version, "1.36");
        assert.deepEqual(network.zones, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
        assert.ok(network.existing === undefined);
        for (const blocks of Object.values(network.subnets)) {
            assert.equal(blocks.length, 3);
        }
    });

    it("cannot be changed by who reads it", () => {
        const config = loadEks();
        assert.throws(() => Object.assign(config.cluster.endpoint, { publicCidrs: [] }), TypeError);
    });

    it("expresses what the policy pack refuses, so that the pack is what refuses it", () => {
        const { cluster, storage } = loadEks({
            "eks-platform:cluster": { kind: "eks", name: "test", endpoint: { publicCidrs: ["0.0.0.0/0"] } },
            "eks-platform:storage": { tiers: { standard: { type: "gp3", encrypted: false } } },
        });
        assert.deepEqual(cluster.endpoint.publicCidrs, ["0.0.0.0/0"]);
        assert.equal(storage.tiers.standard?.encrypted, false);
    });

    it("keeps the storage tiers that it does not mention", () => {
        const { storage } = loadEks({ "eks-platform:storage": { tiers: { archive: { type: "sc1" } } } });
        assert.deepEqual(Object.keys(storage.tiers).toSorted(), ["archive", "bulk", "fast", "standard"]);
    });

    it("protects the cluster in AWS when the stack is protected", () => {
        assert.equal(loadEks({ "eks-platform:protect": true }).cluster.deletionProtection, true);
        assert.equal(loadEks().cluster.deletionProtection, false);
    });

    it("brings every endpoint that a network without a way out needs", () => {
        const { network } = loadEks({ "eks-platform:network": { nat: "none" } });
        assert.ok(network.existing === undefined);
        assert.ok(network.interfaceEndpoints.includes("eks-auth"));
    });

    it("brings endpoints for what add-ons call where a stack has them, and no others", () => {
        const closed = (changes: Record<string, unknown>) => {
            const { network } = loadEks({ "eks-platform:network": { nat: "none" }, ...changes });
            return network.existing ? [] : network.interfaceEndpoints;
        };
        const plain = closed({});
        const more = (changes: Record<string, unknown>) =>
            closed(changes).filter((service) => !plain.includes(service));
        const karpenter = { mode: "karpenter", replicas: 1, nodePools: { general: { limits: { cpu: 100 } } } };
        assert.deepEqual(more({ "eks-platform:scaling": karpenter }), ["sqs"]);
        assert.deepEqual(more({ "eks-platform:eksAddons": { "amazon-cloudwatch-observability": {} } }), ["monitoring"]);
        assert.deepEqual(
            more({ "eks-platform:eksAddons": { "amazon-cloudwatch-observability": { enabled: false } } }),
            [],
        );
        const less = (changes: Record<string, unknown>) => {
            const those = closed(changes);
            return plain.filter((service) => !those.includes(service));
        };
        assert.deepEqual(less({ "eks-platform:scaling": { mode: "none" } }), ["autoscaling"]);
        assert.deepEqual(less({ "eks-platform:storage": { shared: { enabled: false } } }), ["elasticfilesystem"]);
        assert.deepEqual(less({ "eks-platform:ingress": { enabled: false } }), ["elasticloadbalancing"]);
        assert.deepEqual(less({ "eks-platform:ingress": {} }), []);
    });

    /** Loads a cluster of one version on one day. */
    const loadOn = (today: string, version: string, upgradePolicy?: string) =>
        loadConfig(rawConfig({ "eks-platform:cluster": { kind: "eks", name: "test", version, upgradePolicy } }), {
            today: new Date(today),
        });

    it("warns of what a version in extended support costs, where the stack chose that", () => {
        const { warnings } = loadOn("2026-11-27", "1.33", "extended");
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /1\.33 is in extended support.*0\.60/);
        assert.deepEqual(loadEks().warnings, []);
    });

    it("warns where nodes reach no registry but ECR's", () => {
        const subnets = {
            "eu-west-1a": { private: "subnet-0123456789abcdef0" },
            "eu-west-1b": { private: "subnet-0123456789abcdef1" },
        };
        const existing = { vpcId: "vpc-0123456789abcdef0", cidr: "10.40.0.0/16", subnets };
        const warnings = (network: object) => load({ "eks-platform:network": network }).warnings.join();
        for (const closed of [{ nat: "none" }, { existing: { ...existing, reachesInternet: false } }]) {
            assert.match(warnings(closed), /Nothing in the VPC reaches the internet.*registries of ECR alone/);
        }
        assert.doesNotMatch(warnings({ existing }), /Nothing in the VPC/);
    });

    it("has no version past standard support unless the stack chose that: AWS would create no such cluster", () => {
        assert.throws(
            () => loadOn("2026-11-27", "1.33"),
            /allowed: {2}1\.34, 1\.35, 1\.36: the standard support of 1\.33 ended on\s+2026-07-29[\s\S]*extended/,
        );
        assert.ok(loadOn("2026-12-01", "1.34"));
        assert.throws(() => loadOn("2026-12-02", "1.34"), ConfigError);
        assert.ok(loadOn("2026-12-02", "1.34", "extended"));
    });

    it("warns for 90 days before AWS upgrades the cluster by itself", () => {
        assert.deepEqual(loadOn("2026-09-02", "1.34").warnings, []);
        assert.match(loadOn("2026-09-03", "1.34").warnings.join(), /leaves standard support on 2026-12-02, in 90 days/);
        assert.match(loadOn("2026-11-27", "1.34").warnings.join(), /in 5 days.*1\.35, 1\.36/);
        assert.deepEqual(loadOn("2026-11-27", "1.34", "extended").warnings, []);
        assert.match(loadOn("2027-07-28", "1.33", "extended").warnings.join(), /leaves extended support.*in 1 day:/);
    });

    it("stops being sound on the day that its version leaves extended support", () => {
        assert.ok(loadOn("2027-07-28", "1.33", "extended"));
        assert.throws(() => loadOn("2027-07-29", "1.33", "extended"), ConfigError);
    });

    it("needs no AWS keys for the embedded control plane, where charts are off", () => {
        const values = { "eks-platform:cluster": { kind: "embedded" } };
        const config = loadConfig({ stack: "local", values }, { today: TODAY });
        assert.equal(config.kind, "embedded");
        assert.equal(config.calico.enabled, false);
        assert.equal(config.ingress.enabled, false);
    });

    it("may hold keys of the engine itself", () => {
        assert.ok(load({ "pulumi:tags": { team: "platform" } }));
    });

    it("never shows a secret's value when something is wrong with it", () => {
        const raw = rawConfig({ "eks-platform:helm": { mirror: new SecretText("https user:hunter2@charts") } });
        assert.throws(
            () => loadConfig(raw, { today: TODAY }),
            ({ message }: Error) => message.includes("[secret]") && !message.includes("hunter2"),
        );
    });
});
