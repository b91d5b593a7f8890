import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { PropertyMap, PropertyValue } from "../../../core/engine/values";
import {
    catalogued,
    cataloguedTypes,
    inputAt,
    objectOf,
    type Shape,
    type Shapes,
} from "../../../core/facts/aws/catalog";
import { awsType } from "../../../simulator/aws/aws-type";
import { BEHAVING, behaviourOf } from "../../../simulator/aws/behaviours";
import { AwsProvider } from "../../../simulator/aws/provider";
import { World } from "../../../simulator/world/world";

/** Inputs that the simulator looks up, or that AWS needs though no model says so of each by itself. */
const EXAMPLES: Readonly<Record<string, PropertyMap>> = {
    "aws:eks/addon:Addon": { addonName: "vpc-cni" },
    "aws:ec2/natGateway:NatGateway": { subnetId: "subnet-0123456789abcdef0" },
};

/** The least inputs of a type, of the right kinds and without a thought for their constraints. */
function leastInputs(type: string, shapes: Shapes): PropertyMap {
    const required = Object.entries(shapes).filter(([, shape]) => shape.required);
    return Object.fromEntries(required.map(([name, shape]) => [name, example(type, shape)]));
}

function example(type: string, shape: Shape): PropertyValue {
    if (shape.kind === "object") {
        return leastInputs(type, objectOf(type, shape));
    }
    if (shape.kind === "list") {
        return shape.of ? [example(type, shape.of)] : [];
    }
    const plain: Partial<Record<Shape["kind"], PropertyValue>> = { boolean: true, json: "{}", map: {}, number: 1 };
    return plain[shape.kind] ?? String(shape.enum?.[0] ?? "example");
}

describe("the simulated AWS types", () => {
    const provider = new AwsProvider(new World());
    provider.configure({ args: { region: "eu-west-1" }, urn: undefined });

    for (const type of cataloguedTypes()) {
        it(`${type} reports what the SDK promises`, () => {
            const { inputs: shapes, outputs: promised } = catalogued(type) ?? assert.fail(type);
            const resource = { urn: `urn:${type}`, type, name: "example" };
            const news = { ...leastInputs(type, shapes), ...EXAMPLES[type] };
            const { inputs } = provider.check({ ...resource, olds: undefined, news, randomSeed: new Uint8Array() });
            const { id, outputs } = provider.create({ ...resource, inputs, preview: true, timeoutSeconds: 0 });
            assert.notEqual(id, "");
            const absent = Object.keys(promised).filter((name) => outputs[name] === undefined);
            assert.deepEqual(absent, []);
        });
    }

    it("have their behaviours in files that are listed", () => {
        const folder = join(__dirname, "../../../simulator/aws/behaviours");
        for (const file of readdirSync(folder).filter((name) => name !== "index.ts")) {
            const exported: Record<string, unknown> = require(join(folder, file));
            for (const [name, value] of Object.entries(exported)) {
                if (!name.endsWith("Behaviours")) {
                    continue;
                }
                for (const type of Object.keys(Object(value))) {
                    assert.ok(behaviourOf(type) === Object(value)[type], file);
                }
            }
        }
    });

    for (const type of BEHAVING) {
        it(`${type} behaves by inputs that it has`, () => {
            const { autoname, unique, uses = {}, deletionProtection, takenBy } = awsType(type);
            const { outputs, inputs } = catalogued(type) ?? assert.fail(type);
            const paths = [autoname, ...Object.keys(uses), deletionProtection].filter((path) => path !== undefined);
            for (const path of [...paths, ...(unique?.by ?? [])]) {
                inputAt(type, path);
            }
            for (const own of Object.keys(takenBy?.where ?? {})) {
                assert.ok(Object.hasOwn(outputs, own) || Object.hasOwn(inputs, own), own);
            }
            for (const other of [...Object.values(uses), ...(takenBy ? [takenBy.type] : [])]) {
                assert.ok(catalogued(other), other);
            }
        });
    }
});
