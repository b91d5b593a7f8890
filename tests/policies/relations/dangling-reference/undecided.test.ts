import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../../core/engine/signatures";
import { object } from "../../support/resources";
import { assertUnknownsFindNothing, assertWrongTypesAreSurvived, editIn, workload } from "../support";
import { named, RULE, TEMPLATE, verdict, WHOLE, webPod } from "./whole";

describe("Dangling references of which too little is known", () => {
    it("are not found because any one value is unknown", () => assertUnknownsFindNothing(RULE, WHOLE));

    it("are looked for in manifests of wrong types, too, as all relations are", () =>
        assertWrongTypesAreSurvived(WHOLE));

    it("are left open where controllers write the label on the pods that they make", () => {
        const job = object("batch/v1", "Job", {
            metadata: { name: "train" },
            spec: { template: { spec: { containers: [{ name: "train", image: "train:1" }] } } },
        });
        for (const [name, value] of [
            ["job-name", "train"],
            ["batch.kubernetes.io/job-name", "train"],
            ["statefulset.kubernetes.io/pod-name", "db-0"],
        ] as const) {
            const { found, open } = verdict([...editIn(WHOLE, "Service web", "spec.selector", { [name]: value }), job]);
            assert.deepEqual([found, open], [[], ["Service shop/web spec.selector"]]);
        }
        const beside = { "job-name": "train", app: "gone" };
        assert.deepEqual(verdict([...editIn(WHOLE, "Service web", "spec.selector", beside), job]).found, [
            "Service shop/web spec.selector",
        ]);
    });

    it("are left open for a port that a tool writes later", () => {
        const port = editIn(WHOLE, "Service web", "spec.ports[0].targetPort", "$(PORT)");
        assert.deepEqual(verdict(port).found, []);
        assert.deepEqual(verdict(port).open, ["Service shop/web spec.ports[0].targetPort"]);
    });

    it("are left open where the namespace is unknown, and something in the stack is in one", () => {
        const nowhere = editIn(WHOLE, "Service web", "metadata.namespace", UNKNOWN);
        const { found, open } = verdict(editIn(nowhere, "Service web", "spec.selector", { app: "gone" }));
        assert.deepEqual(
            found.filter((at) => at.startsWith("Service")),
            [],
        );
        assert(open.includes("Service web spec.selector"), open.join());
    });

    it("stay undecided where the object's own name is unknown", () => {
        const unnamed = editIn(WHOLE, "ServiceAccount web", "metadata.name", UNKNOWN);
        const { found, open } = verdict(unnamed);
        assert.deepEqual(found, []);
        assert(open.includes(`Deployment shop/web ${TEMPLATE}.serviceAccountName`));
    });

    it("stay undecided where labels are unknown, and find what is certain", () => {
        const unlabelled = editIn(WHOLE, "Deployment web", "spec.template.metadata.labels", UNKNOWN);
        assert.deepEqual(verdict(unlabelled).found, []);
        assert(verdict(unlabelled).open.includes("Service shop/web spec.selector"));
        const impossible = editIn(WHOLE, "Deployment web", "spec.template.metadata.labels", {
            app: "else",
            tier: UNKNOWN,
        });
        assert(verdict(impossible).found.includes("Service shop/web spec.selector"));
    });

    it("are not judged where another stack may hold what is named", () => {
        const elsewhere = [workload("Deployment", "web", {}, webPod)];
        assert.deepEqual(verdict(elsewhere), { found: [], open: [], messages: [] });
        const lone = [named("v1", "Service", "web", { spec: { selector: { app: "web" } } })];
        assert.deepEqual(verdict(lone).found, []);
        const besides = [...lone, workload("Deployment", "other")];
        assert.deepEqual(verdict(besides).found, ["Service shop/web spec.selector"]);
    });
});
