import assert from "node:assert/strict";
import type { Addon } from "../../../components/addon-kit/addon";
import { calico } from "../../../components/addons/calico";
import { conflicts } from "../../../components/addons/conflicts";
import { externalDns } from "../../../components/addons/external-dns";
import { metricsServer } from "../../../components/addons/metrics-server";
import { contextOf, stackAddons, stackCharts } from "../../../components/addons/stack-addons";
import { assertRefused, faultsOf } from "../config/refused";
import { load } from "../config/valid";

const KEY = "eks-platform:addons";
const EXISTING = {
    "eks-platform:region": undefined,
    "eks-platform:nodeGroups": undefined,
    "eks-platform:cluster": { kind: "existing", context: "kind" },
};

function installed(changes: Record<string, unknown>): readonly string[] {
    return stackAddons(load(changes)).map(({ addon }) => addon.name);
}

function replicas(changes: Record<string, unknown>): unknown {
    const config = load(changes);
    const options = config.addons["metrics-server"];
    assert.ok(options);
    return metricsServer.plan(contextOf(config), options).values.replicas;
}

describe("The section addons", () => {
    it("installs metrics-server on clusters of kind eks by itself, and not elsewhere", () => {
        assert.deepEqual(installed({}), [
            "calico",
            "cluster-autoscaler",
            "aws-load-balancer-controller",
            "traefik",
            "metrics-server",
        ]);
        assert.deepEqual(
            installed({ [KEY]: { "metrics-server": { enabled: false } } }).includes("metrics-server"),
            false,
        );
        assert.deepEqual(installed(EXISTING), []);
    });

    it("installs what it names, unless that is switched off", () => {
        assert.deepEqual(installed({ ...EXISTING, [KEY]: { "metrics-server": {} } }), ["metrics-server"]);
        const domains = ["example.com"];
        assert.ok(installed({ [KEY]: { "external-dns": { domains } } }).includes("external-dns"));
        assert.ok(!installed({ [KEY]: { "external-dns": { domains, enabled: false } } }).includes("external-dns"));
    });

    it("brings the charts of what it installs along", () => {
        const charts = stackCharts(load({ [KEY]: { "external-dns": { domains: ["example.com"] } } }));
        assert.ok(charts.includes(externalDns.chart));
    });

    it("has defaults by the footprint, which options that are written win over", () => {
        assert.equal(replicas({}), 2);
        assert.equal(replicas({ "eks-platform:footprint": "small" }), 1);
        assert.equal(replicas({ "eks-platform:footprint": "small", [KEY]: { "metrics-server": { replicas: 3 } } }), 3);
    });

    for (const { what, changes, path, mentions } of [
        {
            what: "an add-on that there is not, with the name that it may be meant for",
            changes: { [KEY]: { "metric-server": {} } },
            path: `${KEY}.metric-server`,
            mentions: ["metric-server", "metrics-server"],
        },
        {
            what: "an option that the add-on does not have",
            changes: { [KEY]: { "metrics-server": { replica: 2 } } },
            path: `${KEY}.metrics-server.replica`,
            mentions: ["replica", "replicas"],
        },
        {
            what: "an add-on without an option that has no default",
            changes: { [KEY]: { "external-dns": {} } },
            path: `${KEY}.external-dns.domains`,
            mentions: ["nothing"],
        },
        {
            what: "a domain that is none",
            changes: { [KEY]: { "external-dns": { domains: ["*.example.com"] } } },
            path: `${KEY}.external-dns.domains[0]`,
            mentions: ["host name"],
        },
        {
            what: "an add-on of AWS on a cluster elsewhere",
            changes: { ...EXISTING, [KEY]: { "external-dns": { domains: ["example.com"] } } },
            path: `${KEY}.external-dns`,
            mentions: ["cluster of kind", "eks"],
        },
        {
            what: "an add-on whose pods have to work on the embedded control plane, where pods are simulated",
            changes: { ...EXISTING, "eks-platform:cluster": { kind: "embedded" }, [KEY]: { "metrics-server": {} } },
            path: `${KEY}.metrics-server`,
            mentions: ["cluster of kind", "existing"],
        },
        {
            what: "a footprint that there is not",
            changes: { "eks-platform:footprint": "medium" },
            path: "eks-platform:footprint",
            mentions: ["small", "full"],
        },
    ]) {
        it(`refuses ${what}`, () => assertRefused({ changes, path, mentions }));
    }

    it("refuses a namespace that is an add-on's, for applications and services too", () => {
        const service = { image: "registry.example/web:1.0.0", port: 8080 };
        for (const changes of [
            { "eks-platform:services": { "metrics-server": { web: service } } },
            { "eks-platform:applications": { store: { app: "retail-store", namespace: "external-dns" } } },
        ]) {
            assert.equal(faultsOf(changes).length, 1, JSON.stringify(changes));
        }
    });
});

describe("The choice of add-ons", () => {
    const needing: Addon = { ...metricsServer, needs: ["calico"] };
    const refusing: Addon = { ...metricsServer, refuses: ["external-dns"] };

    it("is refused where one needs another that is not there, which the fault names", () => {
        const [conflict] = conflicts([needing], "eks", false, [needing, calico]);
        assert.match(conflict?.allowed ?? "", /together with calico, which metrics-server needs/);
        assert.match(conflict?.next ?? "", /Switch calico on \(calico\)/);
        assert.deepEqual(conflicts([needing, calico], "eks", false, [needing, calico]), []);
    });

    it("is accepted where what one needs cannot be there at all", () => {
        const onEks: Addon = { ...calico, clusters: ["eks"] };
        assert.deepEqual(conflicts([needing], "existing", false, [needing, onEks]), []);
    });

    it("is refused where one refuses another that is there, and the fault names both", () => {
        const [conflict] = conflicts([refusing, externalDns], "eks", false);
        assert.match(conflict?.allowed ?? "", /metrics-server and external-dns cannot be in one cluster/);
        assert.deepEqual(conflicts([refusing], "eks", false), []);
    });
});
