import assert from "node:assert/strict";
import { samples } from "../../components/addons/samples";
import { defaultNamespace } from "../../components/namespaces/namespace-schema";
import { BUILT_IN_GROUPS } from "../../core/facts/kubernetes/api-groups";
import prod from "../../policies/presets/prod.json";
import { chartOpener } from "../../policies/sources/chart-opener";
import { type TestCharts, useCharts } from "../charts";
import { GuardedPlane } from "./guarded-plane";
import { usePlane } from "./plane";

/** The releases of prod. */
const RELEASES = samples().filter(({ context }) => context.kind === "eks" && context.footprint === "full");

describe("What the charts of prod install", function () {
    this.timeout(120_000);
    const plane = usePlane();
    let charts: TestCharts;
    let guard: GuardedPlane;

    before(async () => {
        charts = await useCharts();
        for (const { addon } of RELEASES) {
            const level = addon.podSecurity ?? defaultNamespace().podSecurity;
            const labels = { "pod-security.kubernetes.io/enforce": level };
            await plane().create("/api/v1/namespaces", { metadata: { name: addon.namespace, labels } });
        }
        guard = await GuardedPlane.connect(plane());
        await guard.install(prod as Parameters<GuardedPlane["install"]>[0]);
    });
    after(() => charts?.close());

    for (const { addon, values } of RELEASES) {
        const { namespace } = addon;
        const { name, version, repository } = addon.chart;
        it(`is admitted by an API server with the guard of prod: ${name}`, async () => {
            const props = { chart: name, version, repositoryOpts: { repo: repository }, namespace, name, values };
            const opened = await chartOpener()({ type: "kubernetes:helm.sh/v3:Release", props }, "1.35");
            assert.equal(opened.notRendered, undefined);
            const ofKubernetes = (opened.objects ?? []).filter(({ props: { apiVersion } }) =>
                BUILT_IN_GROUPS.has(String(apiVersion).includes("/") ? (String(apiVersion).split("/")[0] ?? "") : ""),
            );
            assert.ok(ofKubernetes.length > 0);
            const refused: string[] = [];
            for (const { props: object } of ofKubernetes) {
                const metadata = Object(object.metadata);
                // As Helm marks what it installs.
                const annotations = { ...metadata.annotations, "meta.helm.sh/release-namespace": namespace };
                const answer = await guard.tryCreate({ props: { ...object, metadata: { ...metadata, annotations } } });
                if (answer.status !== 201) {
                    refused.push(`${object.kind} ${metadata.name}: ${answer.message}`);
                }
            }
            assert.deepEqual(refused, []);
        });
    }
});
