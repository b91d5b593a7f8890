import assert from "node:assert/strict";
import fc from "fast-check";
import { Secret, UNKNOWN } from "../../../simulator/protocol/values";
import { differences } from "../../../simulator/resource/diff";

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

    it("names the deepest path that differs, as the engine writes it", () => {
        assert.deepEqual(
            paths(
                { tags: { "kubernetes.io/role/elb": "1" }, list: [{ a: 1 }], gone: 1 },
                { tags: { "kubernetes.io/role/elb": "2" }, list: [{ a: 2 }, 3], made: 1 },
                [],
            ),
            ['update tags["kubernetes.io/role/elb"]', "update list[0].a", "add list[1]", "add made", "delete gone"],
        );
    });

    it("takes absent, undefined and null for the same", () => {
        assert.deepEqual(paths({ a: null }, {}, []), []);
        assert.deepEqual(paths({}, { a: undefined, b: null }, []), []);
    });

    it("compares secrets by value, and does not mind who marks them", () => {
        assert.deepEqual(paths({ a: new Secret("x"), b: "y" }, { a: "x", b: new Secret("y") }, []), []);
        assert.deepEqual(paths({ a: new Secret({ k: "x" }) }, { a: new Secret({ k: "y" }) }, []), ["update a.k"]);
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
            ["update vpcConfig.subnetIds[0] (replace)", "update vpcConfig.open"],
        );
        assert.deepEqual(paths({ vpcConfig: { subnetIds: ["a"] } }, {}, immutable), ["delete vpcConfig (replace)"]);
        assert.deepEqual(paths({ nameTag: "a" }, { nameTag: "b" }, immutable), ["update nameTag"]);
    });
});
