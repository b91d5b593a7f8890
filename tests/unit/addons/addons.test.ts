import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { keyFiles } from "../../../cli/charts/key-files";
import { ADDON_NAMESPACES, ADDONS, CHARTS } from "../../../components/addons";
import { externalDns } from "../../../components/addons/external-dns";
import { metricsServer } from "../../../components/addons/metrics-server";
import { type Sample, samples } from "../../../components/addons/samples";
import { INGRESS_CONTROLLERS } from "../../../components/ingress/controllers";
import { projectRoot } from "../../../toolchain/paths";
import { faultsOf } from "../config/refused";
import { problemsOf } from "./problems";

const FILES = keyFiles();

function problems(sample: Sample): readonly string[] {
    const file = FILES.get(sample.addon.chart.name);
    assert.ok(file, `${sample.addon.chart.name} has no key file: npm run charts -- <folder or archive>`);
    return problemsOf(sample, file);
}

describe("Every pinned chart", () => {
    for (const { name, version } of CHARTS) {
        it(`has a key file of its version (npm run charts -- <folder or archive>): ${name} ${version}`, () => {
            assert.equal(FILES.get(name)?.version, version);
        });
    }

    it("is one that a key file is kept for, and no other is", () => {
        assert.deepEqual([...FILES.keys()].toSorted(), CHARTS.map(({ name }) => name).toSorted());
    });
});

describe("Every add-on", () => {
    for (const sample of samples()) {
        it(`sets what its chart takes, and may reach what it needs: ${sample.label}`, () => {
            assert.deepEqual(problems(sample), []);
        });
    }

    it("has a folder of its name that is in the list", () => {
        const folders = ["components/addons", "components/ingress/controllers"].flatMap((folder) =>
            readdirSync(join(projectRoot(), folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()),
        );
        assert.deepEqual(folders.map(({ name }) => name).toSorted(), ADDONS.map(({ name }) => name).toSorted());
    });

    it("has namespaces that no other has, which no stack may take for its own", () => {
        assert.equal(new Set(ADDON_NAMESPACES).size, ADDON_NAMESPACES.length);
        for (const namespace of ADDON_NAMESPACES) {
            const faults = faultsOf({ "eks-platform:namespaces": { [namespace]: {} } });
            assert.deepEqual(
                faults.map(({ path }) => path),
                [`eks-platform:namespaces.${namespace}`],
            );
        }
    });

    it("names add-ons only that there are, as what it needs and what it refuses", () => {
        const names = ADDONS.map(({ name }) => name);
        for (const { name, needs = [], refuses = [] } of ADDONS) {
            for (const other of [...needs, ...refuses]) {
                assert.ok(names.includes(other), `${name}: ${other}`);
            }
        }
    });

    it("needs no option where it is installed without being named", () => {
        for (const { addon, context } of samples()) {
            if (addon.installedOn?.includes(context.kind)) {
                assert.doesNotThrow(() => addon.plan(context, {}), addon.name);
            }
        }
    });
});

describe("An ingress controller", () => {
    it("has the name under which it is listed, which is its IngressClass", () => {
        for (const [name, controller] of Object.entries(INGRESS_CONTROLLERS)) {
            assert.equal(controller.name, name);
        }
    });
});

describe("A mistake in an add-on is found", () => {
    const sampleOf = (name: string): Sample => {
        const found = samples().find(({ addon, context }) => addon.name === name && context.kind === "eks");
        return found ?? assert.fail(name);
    };
    const withPlan = (sample: Sample, change: Partial<Sample["plan"]>): Sample => {
        return { ...sample, plan: { ...sample.plan, ...change } };
    };

    it("where it misspells a value", () => {
        const sample = sampleOf(externalDns.name);
        const { domainFilters, ...values } = sample.values;
        assert.ok(domainFilters);
        assert.deepEqual(problems({ ...sample, values: { ...values, domainFilter: domainFilters } }), [
            "external-dns: the chart knows no value domainFilter",
        ]);
        const deep = { ...sample, values: { ...sample.values, provider: { nam: "aws" } } };
        assert.deepEqual(problems(deep), ["external-dns: the chart knows no value provider.nam"]);
    });

    for (const { addon, plan, context } of samples()) {
        if (context.kind !== "eks" || context.footprint === "small") {
            continue;
        }
        // What clients and backends are is nothing that a chart could tell.
        for (const edge of plan.edges.filter(({ name }) => !["clients", "backends"].includes(name))) {
            it(`where it lacks an edge: ${edge.name} of ${addon.name}`, () => {
                const edges = plan.edges.filter((other) => other !== edge);
                assert.notDeepEqual(problems(withPlan(sampleOf(addon.name), { edges })), []);
            });
        }
    }

    it("where an edge opens a port that no pod has", () => {
        const sample = sampleOf(metricsServer.name);
        const edges = sample.plan.edges.map((edge) =>
            edge.direction === "ingress" ? { ...edge, ports: [4443] } : edge,
        );
        assert.deepEqual(problems(withPlan(sample, { edges })), [
            "metrics-server: the edge api-aggregation opens 4443, which is no port of its pods",
            "metrics-server: no edge lets the API server call 10250",
        ]);
    });

    it("where a ServiceAccount with AWS permissions is not the chart's", () => {
        const identities = { "external-dns-controller": () => [] };
        assert.deepEqual(problems(withPlan(sampleOf(externalDns.name), { identities })), [
            "external-dns: the chart makes no ServiceAccount external-dns-controller, which has AWS permissions",
        ]);
    });
});
