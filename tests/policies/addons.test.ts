import assert from "node:assert/strict";
import * as aws from "@pulumi/aws/provider";
import * as k8s from "@pulumi/kubernetes/provider";
import { chartNeeds } from "../../cli/charts/chart-needs";
import { keyFiles } from "../../cli/charts/key-files";
import { componentTypeOf } from "../../components/addon-kit/addon";
import { AddonRelease } from "../../components/addons/addon-release";
import { type Sample, sampleIds, samples } from "../../components/addons/samples";
import { DEFAULT_KUBERNETES_VERSION } from "../../core/facts/kubernetes/versions";
import { judgeAll } from "../../policies/judging/judge-all";
import type { PackConfig } from "../../policies/judging/pack-config";
import type { RawResource } from "../../policies/model/resource";
import dev from "../../policies/presets/dev.json";
import prod from "../../policies/presets/prod.json";
import { chartOpener } from "../../policies/sources/chart-opener";
import { type TestCharts, useCharts } from "../charts";
import { record } from "../unit/components/mocks";

/** The preset of the stack that has a footprint. */
const PRESETS = { small: dev, full: prod };

const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Everything that the program registers for an add-on. */
async function resourcesOf({ addon, context, plan }: Sample): Promise<readonly RawResource[]> {
    const name = `platform-${addon.urn?.name ?? addon.name}`;
    const { resources } = await record("update", () => {
        const providers = [new k8s.Provider("kubernetes", {}), new aws.Provider("aws", { region: "eu-west-1" })];
        const cluster = context.kind === "eks" && { ...context, ...sampleIds };
        const args = { addon, plan, helm: { timeoutSeconds: 600 }, ...(cluster && { aws: cluster }) };
        new AddonRelease(name, args, { providers });
    });
    const parents = `eks-platform:index:Platform$${componentTypeOf(addon)}$eks-platform:releases:Release`;
    return resources.map(({ type, name: own, inputs, provider }) => ({
        type,
        name: own,
        props: inputs,
        urn: `urn:pulumi:test::eks-platform::${parents}$${type}::${own}`,
        ...(provider && { provider: nameOf(provider) }),
    }));
}

/** Type and name of a provider that is known by URN and id. */
function nameOf(reference: string) {
    const [, , type = "", name = ""] = reference.split("::");
    return { type, name };
}

describe("What an add-on installs", function () {
    this.timeout(120_000);
    let charts: TestCharts;

    before(async () => {
        charts = await useCharts();
    });
    after(() => charts?.close());

    for (const sample of samples()) {
        const { context, label } = sample;

        it(`breaks no mandatory rule of the policies: ${label}`, async () => {
            const found = await judgeAll(await resourcesOf(sample), {
                config: PRESETS[context.footprint] as PackConfig,
                openRelease: chartOpener(),
                clusterVersion: DEFAULT_KUBERNETES_VERSION,
            });
            const mandatory = found.filter(({ level }) => level === "mandatory");
            assert.deepEqual(
                mandatory.map(({ rule, resource, message }) => `${rule.id} ${resource?.name}: ${message}`),
                [],
            );
            assert.ok(!found.some(({ rule }) => rule.id === "helm-rendered"), "its charts were opened");
        });
    }

    it("needs what its key file says of its chart, wherever the published charts are on the machine", async () => {
        if (!charts.areReal) {
            return;
        }
        for (const sample of samples().filter(({ context }) => context.footprint === "full")) {
            const releases = (await resourcesOf(sample)).filter(({ type }) => type === RELEASE);
            const [release] = releases.filter(({ props }) => props.chart === sample.addon.chart.name);
            const { objects = [] } = await chartOpener()(release ?? assert.fail(), DEFAULT_KUBERNETES_VERSION);
            const { needs } = keyFiles().get(sample.addon.chart.name) ?? assert.fail();
            assert.deepEqual(chartNeeds(objects.map(({ props }) => props)), needs, sample.label);
        }
    });
});
