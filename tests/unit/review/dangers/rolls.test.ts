import assert from "node:assert/strict";
import { ChangedStack, DEPLOYMENT, object, SET } from "./stack";

const GROUP = "aws:eks/nodeGroup:NodeGroup";
const IMAGE = "spec.template.spec.containers.web.image";

describe("An update that renews", () => {
    const kinds = (type: string, now: object, ...paths: readonly string[]) =>
        new ChangedStack().updated(type, "x", {}, { ...now }, ...paths).dangers.map(({ kind }) => kind);

    it("every node of a group: another template, version or release, and not another size", () => {
        for (const path of ["launchTemplate.version", "version", "releaseVersion"]) {
            assert.deepEqual(kinds(GROUP, {}, path), ["roll"]);
        }
        assert.deepEqual(kinds(GROUP, {}, "scalingConfig.maxSize"), []);
        const danger = new ChangedStack().updated(GROUP, "x", {}, {}, "version", "tags.a").dangerOf("x");
        assert.deepEqual(danger.causes, ['version: "a" => "b"']);
        assert.equal(danger.isStateful, false);
    });

    it("every pod of a workload: another template, and not other replicas", () => {
        for (const type of [DEPLOYMENT, SET, "kubernetes:apps/v1:DaemonSet"]) {
            assert.deepEqual(kinds(type, {}, IMAGE), ["roll"]);
            assert.deepEqual(kinds(type, {}, "spec.replicas"), []);
        }
    });

    it("none where somebody else says when: a set of OnDelete, a paused Deployment", () => {
        assert.deepEqual(kinds(SET, object("x", { updateStrategy: { type: "OnDelete" } }), IMAGE), []);
        assert.deepEqual(kinds(DEPLOYMENT, object("x", { paused: true }), IMAGE), []);
    });

    it("says where nothing answers meanwhile: a set with one pod, a Deployment of Recreate", () => {
        const loss = (type: string, spec: object) =>
            new ChangedStack().updated(type, "x", {}, object("x", { ...spec }), IMAGE).dangerOf("x").loss;
        assert.equal(loss(SET, {}), "nothing answers meanwhile");
        assert.equal(loss(SET, { replicas: 3 }), undefined);
        assert.equal(loss(DEPLOYMENT, { replicas: 1 }), undefined);
        assert.equal(loss(DEPLOYMENT, { strategy: { type: "Recreate" } }), "nothing answers meanwhile");
    });
});

describe("A task", () => {
    it("runs when it is made or made anew, and not when it changes in place", () => {
        const job = "kubernetes:batch/v1:Job";
        const stack = new ChangedStack()
            .created(job, "seed", {})
            .replaced(job, "index", {}, 'metadata.annotations["pulumi.com/replaceUnready"]')
            .updated(job, "report", {}, {}, "spec.activeDeadlineSeconds");
        assert.deepEqual(
            stack.dangers.map(({ kind, urn, causes }) => [kind, urn.split("::").at(-1), ...causes]),
            [
                ["run", "index", "it has not succeeded"],
                ["run", "seed"],
            ],
        );
    });
});
