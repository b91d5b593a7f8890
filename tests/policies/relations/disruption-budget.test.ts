import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { allowedDisruptions, type Budget } from "../../../policies/model/disruption";
import type { RawResource } from "../../../policies/model/resource";
import { object } from "../support/resources";
import { app, assertUnknownsFindNothing, closedRelease, editIn, judgeStack, workload } from "./support";

const RULE = "disruption-budget";
const budget = (spec: object, name = "web", version = "policy/v1") =>
    object(version, "PodDisruptionBudget", { metadata: { name }, spec: { selector: app("web").podSelector, ...spec } });
const scaler = (minReplicas: unknown) =>
    object("autoscaling/v2", "HorizontalPodAutoscaler", {
        spec: { minReplicas, scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" } },
    });
const web = (replicas?: unknown) => workload("Deployment", "web", replicas === undefined ? {} : { replicas });

describe("Disruption budgets", () => {
    const verdict = (...resources: readonly RawResource[]) => judgeStack(RULE, resources);
    const found = (...resources: readonly RawResource[]) => verdict(...resources).found;

    it("are asked of several replicas", () => {
        assert.deepEqual(found(web(2)), ["Deployment shop/web spec.replicas"]);
        assert.deepEqual(found(web(1)), []);
        assert.deepEqual(found(workload("StatefulSet", "web", { replicas: 3 })), [
            "StatefulSet shop/web spec.replicas",
        ]);
        assert.deepEqual(found(workload("DaemonSet", "web")), []);
        assert.deepEqual(found(web(2), budget({ maxUnavailable: 1 })), []);
    });

    it("are of no use to a Deployment that leaves its number out and so runs one pod, unless something scales it", () => {
        const AT = "Deployment shop/web spec.replicas";
        assert.deepEqual(found(web()), [AT]);
        assert.deepEqual(found(web(), budget({ maxUnavailable: 1 })), [AT]);
        assert.deepEqual(found(web(), scaler(1), budget({ maxUnavailable: 1 })), []);
        const scaled = object("keda.sh/v1alpha1", "ScaledObject", { spec: { scaleTargetRef: { name: "web" } } });
        assert.deepEqual(found(web(), scaled), []);
        const other = editIn([scaler(1)], "HorizontalPodAutoscaler web", "spec.scaleTargetRef.name", "other");
        assert.deepEqual(found(web(), ...other), [AT]);
        assert.deepEqual(found(workload("StatefulSet", "web")), []);
        assert.deepEqual(judgeStack(RULE, [web()], { minimum: 1 }).found, []);
        assert.deepEqual(found({ ...web(), type: "kubernetes:apps/v1:DeploymentPatch" }), []);
        for (const open of [
            editIn([scaler(1)], "HorizontalPodAutoscaler web", "spec.scaleTargetRef.name", UNKNOWN),
            editIn([scaler(1)], "HorizontalPodAutoscaler web", "metadata.namespace", UNKNOWN),
            [closedRelease("shop")],
        ]) {
            const { found: none, open: left } = verdict(web(), ...open, budget({ maxUnavailable: 1 }));
            assert.deepEqual([none, left.includes(AT)], [[], true]);
        }
    });

    it("are told once of a second one, however many workloads both select", () => {
        const all = { selector: {}, maxUnavailable: 1 };
        const other = workload("Deployment", "other", { replicas: 2 });
        assert.deepEqual(found(web(2), other, budget(all, "one"), budget(all, "two")), [
            "PodDisruptionBudget shop/two spec.selector",
        ]);
    });

    it("are asked by the least number of an autoscaler, where there is one", () => {
        assert.deepEqual(found(web(), scaler(2)), ["Deployment shop/web spec.replicas"]);
        assert.deepEqual(found(web(3), scaler(1)), []);
        assert.deepEqual(found(web(3), scaler(undefined)), []);
        assert.deepEqual(found(web(), scaler(2), budget({ minAvailable: 1 })), []);
        assert.deepEqual(found(web(5), scaler(2), budget({ minAvailable: 2 })), [
            "PodDisruptionBudget shop/web spec.minAvailable",
        ]);
    });

    it("must select the pods, in their namespace", () => {
        const elsewhere = editIn(
            [budget({ maxUnavailable: 1 })],
            "PodDisruptionBudget web",
            "metadata.namespace",
            "else",
        );
        assert.deepEqual(found(web(2), ...elsewhere), ["Deployment shop/web spec.replicas"]);
        const others = budget({ maxUnavailable: 1, selector: { matchLabels: { app: "other" } } });
        assert.deepEqual(found(web(2), others), ["Deployment shop/web spec.replicas"]);
        assert.deepEqual(found(web(2), budget({ maxUnavailable: 1, selector: {} })), []);
        const old = budget({ maxUnavailable: 1, selector: {} }, "web", "policy/v1beta1");
        assert.deepEqual(found(web(2), old), ["Deployment shop/web spec.replicas"]);
    });

    for (const [replicas, spec, field] of [
        [2, { maxUnavailable: 0 }, "maxUnavailable"],
        [2, { maxUnavailable: "0%" }, "maxUnavailable"],
        [2, { minAvailable: 2 }, "minAvailable"],
        [2, { minAvailable: "51%" }, "minAvailable"],
        [3, { minAvailable: "100%" }, "minAvailable"],
        [1, { minAvailable: 1 }, "minAvailable"],
        [2, {}, "maxUnavailable"],
    ] as const) {
        it(`are found to block drains with ${JSON.stringify(spec)} of ${replicas}`, () => {
            assert.deepEqual(found(web(replicas), budget(spec)), [`PodDisruptionBudget shop/web spec.${field}`]);
        });
    }

    for (const [replicas, spec] of [
        [2, { maxUnavailable: 1 }],
        [2, { maxUnavailable: "1%" }],
        [2, { minAvailable: 1 }],
        [2, { minAvailable: "50%" }],
        [4, { minAvailable: "75%" }],
        [0, { minAvailable: 1 }],
    ] as const) {
        it(`let nodes be drained with ${JSON.stringify(spec)} of ${replicas}`, () => {
            assert.deepEqual(found(web(replicas), budget(spec)), []);
        });
    }

    it("count the pods of all workloads that they select", () => {
        const both = (minAvailable: number) => budget({ minAvailable, selector: {} });
        const other = workload("Deployment", "other", { replicas: 2 });
        assert.deepEqual(found(web(2), other, both(3)), []);
        assert.deepEqual(found(web(2), other, both(4)), ["PodDisruptionBudget shop/web spec.minAvailable"]);
    });

    it("are one for a pod", () => {
        assert.deepEqual(found(web(2), budget({ maxUnavailable: 1 }), budget({ maxUnavailable: 1 }, "second")), [
            "PodDisruptionBudget shop/second spec.selector",
        ]);
    });

    it("stay undecided where a value is unknown", () => {
        const cases: readonly (readonly [readonly RawResource[], string])[] = [
            [[web(UNKNOWN)], "Deployment shop/web spec.replicas"],
            [[web(), scaler(UNKNOWN)], "HorizontalPodAutoscaler shop/web spec.minReplicas"],
            [[web(2), budget({ maxUnavailable: 1, selector: UNKNOWN })], "Deployment shop/web spec.replicas"],
            [[web(2), budget({ minAvailable: UNKNOWN })], "PodDisruptionBudget shop/web spec.minAvailable"],
            [[web(UNKNOWN), budget({ minAvailable: 1 })], "PodDisruptionBudget shop/web spec.minAvailable"],
        ];
        for (const [resources, open] of cases) {
            const { found: none, open: undecided } = verdict(...resources);
            assert.deepEqual(none, []);
            assert(undecided.includes(open), `${open} is not among ${undecided.join(", ")}`);
        }
        assert.deepEqual(found(web(UNKNOWN), budget({ maxUnavailable: 0 })), [
            "PodDisruptionBudget shop/web spec.maxUnavailable",
        ]);
    });

    it("are not found wanting because any one value is unknown", () => {
        assertUnknownsFindNothing(RULE, [web(), scaler(3), budget({ minAvailable: "50%" })]);
        assertUnknownsFindNothing(RULE, [web(2), budget({ maxUnavailable: 1 })]);
    });

    it("may come from a chart that cannot be opened", () => {
        const { found, open } = verdict(web(2), closedRelease("shop"));
        assert.deepEqual([found, open], [[], ["Deployment shop/web spec.replicas"]]);
    });

    it("are asked beside a custom resource and the chart of another namespace", () => {
        const custom = object("acid.zalan.do/v1", "postgresql", { metadata: { name: "db" } });
        for (const other of [custom, closedRelease("else")]) {
            assert.deepEqual(found(web(2), other), ["Deployment shop/web spec.replicas"]);
        }
    });

    it("are not asked of a Rollout whose pods a Deployment describes", () => {
        const rollout = object("argoproj.io/v1alpha1", "Rollout", {
            spec: { replicas: 2, workloadRef: { name: "web" } },
        });
        assert.deepEqual(found(rollout), []);
    });

    it("leave patches alone", () => {
        const patch = { ...web(), type: "kubernetes:apps/v1:DeploymentPatch" };
        assert.deepEqual(found(patch), []);
    });
});

describe("The pods that a budget lets go", () => {
    const limit = fc.oneof(
        fc.nat(20),
        fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
    );
    const allows = (budgetOf: Budget, pods: number) => (allowedDisruptions(budgetOf, pods) ?? 0) >= 1;

    it("grow with maxUnavailable and shrink with minAvailable, and are some exactly where one pod may be stopped", () => {
        fc.assert(
            fc.property(limit, fc.integer({ min: 1, max: 50 }), (wanted, pods) => {
                // One pod may be stopped where the pods that are left still are as many as must run.
                const share = typeof wanted === "number" ? wanted : (Number.parseInt(wanted, 10) * pods) / 100;
                assert.equal(allows({ minAvailable: wanted }, pods), pods - 1 >= share);
                assert.equal(allows({ maxUnavailable: wanted }, pods), share > 0);
            }),
        );
    });

    it("are not told from what is no number and no percentage", () => {
        assert.equal(allowedDisruptions({ minAvailable: "half" }, 4), undefined);
    });
});
