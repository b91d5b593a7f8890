import assert from "node:assert/strict";
import { differences, isIgnored } from "../../../../simulator/kubernetes/live/diff";
import { type PropertyMap, Secret, UNKNOWN } from "../../../../simulator/protocol/values";

const changes = (before: PropertyMap, after: PropertyMap, immutable: string[] = []) =>
    differences(before, after, immutable).map(
        ({ path, kind, replace }) => `${kind} ${path}${replace ? " (replaces)" : ""}`,
    );

describe("the difference of two sets of inputs", () => {
    it("names every leaf that was added, deleted or changed", () => {
        const before = { spec: { replicas: 1, paused: true } };
        const after = { spec: { replicas: 2, strategy: { type: "Recreate" } } };
        assert.deepEqual(changes(before, after), [
            "delete spec.paused",
            "update spec.replicas",
            "add spec.strategy.type",
        ]);
    });

    it("writes paths as the engine does", () => {
        const labels = (value: string) => ({ metadata: { labels: { "app.kubernetes.io/name": value } } });
        assert.deepEqual(changes(labels("a"), labels("b")), ['update metadata.labels["app.kubernetes.io/name"]']);
        assert.deepEqual(changes({ a: [1, 2] }, { a: [1, 3, 4] }), ["update a[1]", "add a[2]"]);
    });

    it("sees no change between absent and null, nor between a secret and the same value", () => {
        assert.deepEqual(changes({ a: null }, {}), []);
        assert.deepEqual(changes({ a: new Secret("x") }, { a: "x" }), []);
        assert.deepEqual(changes({ a: new Secret({ b: "x" }) }, { a: { b: new Secret("y") } }), ["update a.b"]);
    });

    it("sees the coming and going of an empty object", () => {
        assert.deepEqual(changes({}, { emptyDir: {} }), ["add emptyDir"]);
        assert.deepEqual(changes({ emptyDir: {} }, {}), ["delete emptyDir"]);
    });

    it("takes a value that is not known yet for a change", () => {
        assert.deepEqual(changes({ a: "x" }, { a: UNKNOWN }), ["update a"]);
    });

    it("marks changes of immutable fields, at any depth below them", () => {
        const selector = (app: string) => ({ spec: { selector: { matchLabels: { app } }, replicas: 1 } });
        assert.deepEqual(changes(selector("a"), selector("b"), ["spec.selector"]), [
            "update spec.selector.matchLabels.app (replaces)",
        ]);
        assert.deepEqual(changes({ spec: {} }, selector("b"), ["spec.selector"]), [
            "add spec.replicas",
            "add spec.selector.matchLabels.app (replaces)",
        ]);
    });

    it("ignores what it is told to, and what is below it", () => {
        assert.ok(isIgnored("spec.replicas", ["spec.replicas"]));
        assert.ok(isIgnored("spec.template.spec", ["spec.template"]));
        assert.ok(isIgnored("spec.ports[0]", ["spec.ports"]));
        assert.ok(!isIgnored("spec.replicasets", ["spec.replicas"]));
    });
});
