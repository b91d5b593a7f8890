import assert from "node:assert/strict";
import { calicoValues } from "../../components/calico/calico-values";
import { defaultNamespace } from "../../components/config/namespaces";
import { loadBalancerControllerValues } from "../../components/ingress/load-balancer-controller-values";
import { traefikValues } from "../../components/ingress/traefik-values";
import { CHARTS, type Chart } from "../../components/releases/charts";
import type { ChartValues } from "../../components/releases/release";
import { BUILT_IN_GROUPS } from "../../core/facts/kubernetes/api-groups";
import { chartOpener } from "../../policies/judging/chart-opener";
import prod from "../../policies/presets/prod.json";
import { type TestCharts, useCharts } from "../charts";
import { GuardedPlane } from "./guarded-plane";
import { usePlane } from "./plane";

const CONTROLLER = { clusterName: "prod", region: "eu-west-1", tags: {}, replicas: 2 };

/** The releases of prod, with the namespaces that they are in. */
const RELEASES: readonly (readonly [chart: Chart, namespace: string, values: ChartValues])[] = [
    [CHARTS.tigeraOperator, "tigera-operator", calicoValues(2, "EKS")],
    [
        CHARTS.awsLoadBalancerController,
        "aws-load-balancer-controller",
        { ...loadBalancerControllerValues({ ...CONTROLLER, serviceAccount: "controller" }), vpcId: "vpc-1" },
    ],
    [
        CHARTS.traefik,
        "ingress",
        traefikValues({ replicas: 3, ingressClass: "traefik", loadBalancer: { scheme: "internal" } }),
    ],
];

describe("What the charts of prod install", function () {
    this.timeout(120_000);
    const plane = usePlane();
    let charts: TestCharts;
    let guard: GuardedPlane;

    before(async () => {
        charts = await useCharts();
        for (const [, name] of RELEASES) {
            const labels = { "pod-security.kubernetes.io/enforce": defaultNamespace().podSecurity };
            await plane().create("/api/v1/namespaces", { metadata: { name, labels } });
        }
        guard = await GuardedPlane.connect(plane());
        await guard.install(prod as Parameters<GuardedPlane["install"]>[0]);
        await guard.typeWarnings();
    });
    after(() => charts?.close());

    for (const [{ name, version, repository }, namespace, values] of RELEASES) {
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
                if (answer.status !== 201) refused.push(`${object.kind} ${metadata.name}: ${answer.message}`);
            }
            assert.deepEqual(refused, []);
        });
    }
});
