import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PropertyMap, PropertyValue } from "../../../core/engine/values";
import type { AwsModel } from "../../../simulator/aws/model";
import { awsModels } from "../../../simulator/aws/models";
import { AwsProvider } from "../../../simulator/aws/provider";
import { World } from "../../../simulator/world/world";

/** What the SDK's type declarations say of a resource type. */
interface Declared {
    readonly inputs: ReadonlyMap<string, string>;
    readonly requiredInputs: readonly string[];
    /** Outputs that are never undefined. */
    readonly certainOutputs: readonly string[];
}

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));

function declared(type: string): Declared {
    const [, module = "", className = ""] = type.split(":");
    const file = join(sdk, `${module}.d.ts`);
    assert.ok(existsSync(file), `${type}: the SDK has no ${module}`);
    const source = readFileSync(file, "utf8").replace(/\/\*\*[\s\S]*?\*\//g, "");
    const body = source.slice(source.indexOf("export declare class"), source.indexOf("export interface"));
    const args = source.slice(source.indexOf(`export interface ${className}Args`));
    const fields = [...args.matchAll(/^ {4}(\w+)(\??): (.*)$/gm)];
    return {
        inputs: new Map(fields.map(([, name = "", , declaration = ""]) => [name, declaration])),
        requiredInputs: fields.flatMap(([, name = "", optional]) => (optional === "" ? [name] : [])),
        certainOutputs: [...body.matchAll(/readonly (\w+): pulumi\.Output<(.*)>;/g)].flatMap(
            ([, name = "", output = ""]) => (output.endsWith("| undefined") ? [] : [name]),
        ),
    };
}

/** Inputs that the simulator looks up. */
const examples: Readonly<Record<string, PropertyMap>> = { "aws:eks/addon:Addon": { addonName: "vpc-cni" } };

/** A value that fits a declaration well enough for the simulator. */
function example(declaration: string): PropertyValue {
    if (declaration.includes("[]")) return [];
    if (declaration.includes("inputs.")) return {};
    if (declaration.includes("string")) return "example";
    return declaration.includes("number") ? 1 : true;
}

function inputPaths(model: AwsModel): readonly string[] {
    return [
        ...(model.required ?? []),
        ...(model.immutable ?? []),
        ...(model.json ?? []),
        ...(model.unique?.by ?? []),
        ...Object.keys(model.uses ?? {}),
        ...(model.autoname ? [model.autoname] : []),
        ...(model.deletionProtection ? [model.deletionProtection] : []),
    ];
}

describe("the simulated AWS types", () => {
    const world = new World();
    const provider = new AwsProvider(world);
    provider.configure({ args: { region: "eu-west-1" }, urn: undefined });

    for (const [type, model] of Object.entries(awsModels)) {
        it(`${type} has the inputs and outputs of the SDK`, () => {
            const sdkType = declared(type);
            for (const path of inputPaths(model)) {
                const [name = ""] = path.split(".");
                assert.ok(sdkType.inputs.has(name), `${name} is not an input`);
            }
            for (const required of sdkType.requiredInputs) {
                assert.ok(model.required?.includes(required), `${required} is required by the SDK`);
            }
            assert.equal(model.tagged ?? false, sdkType.inputs.has("tags"), "tagged");
            assert.equal(model.global ?? false, !sdkType.inputs.has("region"), "global");

            const inputs: PropertyMap = {};
            for (const name of sdkType.requiredInputs) {
                const declaration = sdkType.inputs.get(name) ?? "";
                inputs[name] = examples[type]?.[name] ?? (model.json?.includes(name) ? "{}" : example(declaration));
            }
            const resource = { urn: `urn:${type}`, type, name: "example" };
            const { inputs: checked } = provider.check({
                ...resource,
                olds: undefined,
                news: inputs,
                randomSeed: new Uint8Array(),
            });
            const { id, outputs } = provider.create({ ...resource, inputs: checked, preview: true, timeoutSeconds: 0 });
            assert.notEqual(id, "");
            const absent = sdkType.certainOutputs.filter((name) => outputs[name] === undefined);
            assert.deepEqual(absent, [], "outputs that the SDK promises");
        });
    }

    it("refer to types that exist where they use each other", () => {
        for (const model of Object.values(awsModels)) {
            for (const used of Object.values(model.uses ?? {})) assert.ok(used in awsModels, used);
        }
    });
});
