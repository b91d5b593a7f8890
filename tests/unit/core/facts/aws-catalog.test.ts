import assert from "node:assert/strict";
import { version } from "@pulumi/aws/package.json";
import {
    catalogued,
    cataloguedTypes,
    inputAt,
    objectOf,
    type Shape,
    type Shapes,
} from "../../../../core/facts/aws/catalog";
import acm from "../../../../core/facts/aws/catalog/acm.json";
import { Declarations, type Declared } from "../../../../core/facts/aws/catalog/derive/declarations";
import overrides from "../../../../core/facts/aws/catalog/derive/overrides.json";
import listed from "../../../../core/facts/aws/catalog/derive/types.json";

const RENEW = "run npm run catalog (core/facts/aws/catalog/README.md)";

/** A shape without what AWS's models say of it: what the SDK declares. */
function plain({ kind, required, of, object }: Shape): object {
    return {
        // A document that the models know for JSON is plain text in the SDK.
        kind: kind === "json" ? "string" : kind,
        ...(required && { required }),
        ...(of && { of: plain(of) }),
        ...(object !== undefined && { object }),
    };
}

function plainAll(shapes: Shapes): object {
    return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, plain(shape)]));
}

/** Every object that the inputs of a type reach, as the catalog has it. */
function objectsOf(type: string, shapes: Shapes, found: Record<string, object> = {}): Record<string, object> {
    for (const shape of Object.values(shapes)) {
        const inner = [shape, shape.of, shape.of?.of].find((part) => part?.object !== undefined);
        if (inner?.object === undefined || found[inner.object] !== undefined) {
            continue;
        }
        const nested = objectOf(type, inner);
        found[inner.object] = plainAll(nested);
        objectsOf(type, nested, found);
    }
    return found;
}

describe("the catalog of AWS's resource types", () => {
    const declarations = new Declarations();

    it("has the types that are listed, from the SDK that is installed", () => {
        assert.deepEqual([...cataloguedTypes()].sort(), Object.keys(listed).sort(), RENEW);
        assert.ok(acm.source.startsWith(`@pulumi/aws ${version},`), `${acm.source}: ${RENEW}`);
    });

    for (const type of Object.keys(listed)) {
        it(`says of ${type} what the SDK declares`, () => {
            const declared: Declared = declarations.read(type);
            const known = catalogued(type);
            assert.ok(known, RENEW);
            assert.deepEqual(plainAll(known.inputs), plainAll(declared.inputs), RENEW);
            assert.deepEqual(known.outputs, declared.outputs, RENEW);
            const objects = Object.entries(declared.objects).map(([name, shapes]) => [name, plainAll(shapes)]);
            assert.deepEqual(objectsOf(type, known.inputs), Object.fromEntries(objects), RENEW);
            const kept = overrides.flatMap(({ types, paths, replaces }) =>
                types.includes(type) && replaces !== undefined && replaces !== true ? paths : [],
            );
            const silent = declared.documentedReplaces.filter(
                (name) => !known.replaces.some((path) => path.split(".")[0] === name) && !kept.includes(name),
            );
            assert.deepEqual(silent, [], `the documentation says that a change makes a new one: ${RENEW}`);
        });
    }

    it("has every override, each with its reason", () => {
        for (const { types, paths, reason, set, setKeys, replaces } of overrides) {
            assert.ok(reason.length > 10, paths.join());
            for (const type of types) {
                for (const path of paths) {
                    const name = `${type} ${path}: ${RENEW}`;
                    const shape = inputAt(type, path);
                    assert.deepEqual({ ...shape, ...set }, shape, name);
                    assert.deepEqual({ ...shape.keys, ...setKeys }, shape.keys ?? {}, name);
                    const { replaces: all, replacesOnRemoval = [] } = catalogued(type) ?? assert.fail(type);
                    if (replaces !== undefined) {
                        assert.equal(all.includes(path), replaces === true, name);
                    }
                    assert.equal(replacesOnRemoval.includes(path), replaces === "removed", name);
                }
            }
        }
    });

    it("knows nothing by a name from outside that it does not have", () => {
        for (const type of [
            "aws:ec2/constructor:Constructor",
            "aws:constructor/x:X",
            "aws:../x:X",
            "constructor",
            "",
        ]) {
            assert.equal(catalogued(type), undefined, type);
        }
        assert.throws(() => inputAt("aws:eks/cluster:Cluster", "vpcConfig.constructor"), /has no aws:eks/);
    });
});
