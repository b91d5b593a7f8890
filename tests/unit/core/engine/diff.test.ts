import assert from "node:assert/strict";
import fc from "fast-check";
import { differences } from "../../../../core/engine/diff";
import { isIgnored } from "../../../../core/engine/field-path";
import { Secret, UNKNOWN } from "../../../../core/engine/values";

const paths = (...args: Parameters<typeof differences>) =>
    differences(...args).map(({ path, kind, replace }) => `${kind} ${path}${replace ? " (replace)" : ""}`);

describe("the structural diff of inputs", () => {
    it("is empty for equal inputs", () => {
        fc.assert(
            fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => {
                const inputs = any as Parameters<typeof differences>[0];
                assert.deepEqual(differences(inputs, structuredClone(inputs), []), []);
            }),
        );
    });

    it("names every leaf that was added, deleted or changed, in the order of the keys", () => {
        const before = { spec: { replicas: 1, paused: true } };
        const after = { spec: { replicas: 2, strategy: { type: "Recreate" } } };
        assert.deepEqual(paths(before, after, []), [
            "delete spec.paused",
            "update spec.replicas",
            "add spec.strategy.type",
        ]);
    });

    it("sees the coming and going of an empty map or list", () => {
        assert.deepEqual(paths({}, { emptyDir: {}, list: [] }, []), ["add emptyDir", "add list"]);
        assert.deepEqual(paths({ emptyDir: {} }, {}, []), ["delete emptyDir"]);
    });

    it("writes paths as the engine does", () => {
        assert.deepEqual(
            paths(
                { tags: { "kubernetes.io/role/elb": "1" }, list: [{ a: 1 }], gone: 1 },
                { tags: { "kubernetes.io/role/elb": "2" }, list: [{ a: 2 }, 3], made: 1 },
                [],
            ),
            ["delete gone", "update list[0].a", "add list[1]", "add made", 'update tags["kubernetes.io/role/elb"]'],
        );
    });

    it("compares a list whose order means nothing as a set, and every other by position", () => {
        const sets = new Set(["subnetIds", "taints"]);
        const of = (subnetIds: string[]) => ({ subnetIds, vpcConfig: { subnetIds } });
        assert.deepEqual(paths(of(["a", "b"]), of(["b", "a"]), ["subnetIds"], sets), []);
        assert.deepEqual(paths(of(["a", "b"]), of(["c", "b", "a"]), ["subnetIds"], sets), [
            "add subnetIds[0] (replace)",
            "add vpcConfig.subnetIds[0]",
        ]);
        assert.deepEqual(paths({ subnetIds: ["a", "b"] }, { subnetIds: ["b"] }, [], sets), ["delete subnetIds[0]"]);
        assert.deepEqual(paths({ subnetIds: ["a"] }, { subnetIds: [UNKNOWN] }, [], sets), [
            ...["delete subnetIds[0]", "add subnetIds[0]"],
        ]);
        const taints = [{ key: "a" }, { key: "b", value: new Secret("x") }];
        assert.deepEqual(paths({ taints }, { taints: [...taints].reverse() }, [], sets), []);
        assert.deepEqual(paths({ types: ["a", "b"] }, { types: ["b", "a"] }, [], sets), [
            ...["update types[0]", "update types[1]"],
        ]);
    });

    it("takes absent, undefined and null for the same", () => {
        assert.deepEqual(paths({ a: null }, {}, []), []);
        assert.deepEqual(paths({}, { a: undefined, b: null }, []), []);
    });

    it("compares secrets by value, and does not mind who marks them", () => {
        assert.deepEqual(paths({ a: new Secret("x"), b: "y" }, { a: "x", b: new Secret("y") }, []), []);
        assert.deepEqual(paths({ a: new Secret({ k: "x" }) }, { a: { k: new Secret("y") } }, []), ["update a.k"]);
    });

    it("sees a change where a value becomes unknown", () => {
        assert.deepEqual(paths({ a: "x" }, { a: UNKNOWN }, []), ["update a"]);
    });

    it("ignores bookkeeping keys", () => {
        assert.deepEqual(paths({ __defaults: ["name"] }, { __defaults: [] }, []), []);
    });

    it("calls for a replacement at an immutable path, below it, and when a whole that contains it goes", () => {
        const immutable = ["vpcConfig.subnetIds", "name"];
        assert.deepEqual(paths({ name: "a" }, { name: "b" }, immutable), ["update name (replace)"]);
        assert.deepEqual(
            paths(
                { vpcConfig: { subnetIds: ["a"], open: true } },
                { vpcConfig: { subnetIds: ["b"], open: false } },
                immutable,
            ),
            ["update vpcConfig.open", "update vpcConfig.subnetIds[0] (replace)"],
        );
        assert.deepEqual(paths({ vpcConfig: { subnetIds: ["a"] } }, {}, immutable), [
            "delete vpcConfig.subnetIds (replace)",
        ]);
        assert.deepEqual(paths({ nameTag: "a" }, { nameTag: "b" }, immutable), ["update nameTag"]);
    });

    it("takes * in an immutable path for any index of a list", () => {
        const containers = (image: string, replicas: number) => ({ containers: [{ image: "a" }, { image, replicas }] });
        assert.deepEqual(paths(containers("b", 1), containers("c", 2), ["containers.*.image"]), [
            "update containers[1].image (replace)",
            "update containers[1].replicas",
        ]);
    });
});

describe("a path that the engine is told to ignore", () => {
    it("covers itself and what is below it", () => {
        assert.ok(isIgnored("spec.replicas", ["spec.replicas"]));
        assert.ok(isIgnored("spec.template.spec", ["spec.template"]));
        assert.ok(isIgnored("spec.ports[0]", ["spec.ports"]));
        assert.ok(!isIgnored("spec.replicasets", ["spec.replicas"]));
    });
});
