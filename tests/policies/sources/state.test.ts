import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { faultLines, loadFiles, placeIn } from "./support";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
const ASSET = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", hash: "1", text: "x" };
const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:kubernetes::main";

const POD = {
    urn: "urn:pulumi:dev::shop::my:app$kubernetes:core/v1:Pod::web::2",
    custom: true,
    id: "shop/web",
    type: "kubernetes:core/v1:Pod",
    inputs: { apiVersion: "v1", kind: "Pod", spec: { hostPID: true }, __defaults: [], metadata: { __inner: "kept" } },
    outputs: { spec: { hostPID: true, nodeName: "a" }, __initialApiVersion: "v1" },
    parent: "urn:pulumi:dev::shop::my:app::app",
    protect: true,
    ignoreChanges: ["spec.a"],
    provider: `${PROVIDER}::0123`,
};

function stateOf(resources: unknown, version: unknown = 3): string {
    return JSON.stringify({ version, deployment: { manifest: {}, resources } }, undefined, 4);
}

async function loadState(text: string) {
    return loadFiles({ "state.json": text });
}

describe("The export of a stack", () => {
    it("gives resources as the engine hands them to a policy pack", async () => {
        const { resources, faults } = await loadState(stateOf([POD]));
        assert.deepEqual(faults, []);
        const { origin, ...resource } = resources[0] ?? {};
        assert.deepEqual(resource, {
            type: "kubernetes:core/v1:Pod",
            name: "web::2",
            urn: POD.urn,
            props: { apiVersion: "v1", kind: "Pod", spec: { hostPID: true }, metadata: { __inner: "kept" } },
            outputs: { spec: { hostPID: true, nodeName: "a" } },
            options: { protect: true, ignoreChanges: ["spec.a"], parent: POD.parent },
            provider: { type: "pulumi:providers:kubernetes", name: "main" },
        });
    });

    it("keeps the order, and leaves out what is about to be deleted", async () => {
        const names = ["a", "b", "c"].map((name) => ({
            urn: `urn:pulumi:dev::shop::my:app::${name}`,
            type: "my:app",
            delete: name === "b",
        }));
        const { resources } = await loadState(stateOf(names));
        assert.deepEqual(
            resources.map(({ name, props, options }) => ({ name, props, options })),
            ["a", "c"].map((name) => ({ name, props: {}, options: { protect: false, ignoreChanges: [] } })),
        );
    });

    it("keeps encrypted secrets closed and unknown types untouched", async () => {
        const inputs = { password: SECRET, nested: [{ deep: SECRET }], file: ASSET };
        const { resources } = await loadState(
            stateOf([{ urn: "urn:pulumi:dev::shop::my:app::a", type: "my:app", inputs, outputs: inputs }]),
        );
        const closed = { password: "[secret]", nested: [{ deep: "[secret]" }], file: ASSET };
        assert.deepEqual([resources[0]?.props, resources[0]?.outputs], [closed, closed]);
    });

    it("opens secrets that are exported as plain text, and names their texts as what no report may show", async () => {
        const plain = (value: unknown) => ({ [SIGNATURE]: SECRET[SIGNATURE], plaintext: JSON.stringify(value) });
        const inputs = {
            password: plain("hunter2"),
            spec: plain({ privileged: true, nested: [plain("inner"), SECRET], pin: 1234 }),
            broken: { [SIGNATURE]: SECRET[SIGNATURE], plaintext: "{" },
        };
        const { resources, secrets } = await loadState(
            stateOf([{ urn: "urn:pulumi:dev::shop::my:app::a", type: "my:app", inputs }]),
        );
        assert.deepEqual(resources[0]?.props, {
            password: "hunter2",
            spec: { privileged: true, nested: ["inner", "[secret]"], pin: 1234 },
            broken: "[secret]",
        });
        assert.deepEqual(secrets, ["hunter2", "inner", "1234"]);
    });

    it("tells the line of a value of a resource", async () => {
        const text = stateOf([{ ...POD, inputs: { first: 1 }, outputs: {} }, POD]);
        const loaded = await loadState(text);
        assert.equal(placeIn(loaded, "first")?.split(":")[0], String(lineOf(text, '"first"')));
        assert.equal(placeIn(loaded, "spec.hostPID", 1)?.split(":")[0], String(lineOf(text, '"hostPID"')));
        assert.equal(placeIn(loaded, "spec.nothing", 1)?.split(":")[0], String(lineOf(text, '"hostPID"') - 1));
    });

    it("has faults for fields of the wrong type, with their line", async () => {
        const text = stateOf([
            { ...POD, inputs: { spec: { hostPID: "true", containers: SECRET, hostNetwork: UNKNOWN } } },
        ]);
        const loaded = await loadState(text);
        const line = lineOf(text, '"hostPID": "true"');
        assert.deepEqual(faultLines(loaded), [`${line}: ${POD.urn}: spec.hostPID must be true or false and is text`]);
        assert.equal(loaded.resources.length, 1);
    });

    for (const [what, text, message] of [
        ["of another version", stateOf([], 1), /version of the deployment is not 3 or 4/],
        ["without a deployment", '{"version":3,"deployment":5}', /no list of resources/],
        ["with resources that are no list", stateOf({}), /no list of resources/],
        ["that was cut off", stateOf([POD]).slice(0, 200), /not valid YAML/],
    ] as const) {
        it(`${what} is one clear fault`, async () => {
            const loaded = await loadState(text);
            assert.equal(loaded.faults.length, 1);
            assert.match(faultLines(loaded).join(), message);
        });
    }

    for (const [what, resource, message] of [
        ["is none", 5, /the resource is no object/],
        ["has no urn", { type: "a:b:C" }, /no valid urn and type/],
        ["has inputs that are no object", { ...POD, inputs: [] }, /inputs or outputs/],
    ] as const) {
        it(`with a resource that ${what} has a fault for it, and the others are judged`, async () => {
            const loaded = await loadState(stateOf([resource, POD]));
            assert.equal(loaded.faults.length, 1);
            assert.match(faultLines(loaded).join(), message);
            assert.equal(loaded.resources.length, 1);
        });
    }

    it("of no resources is no fault", async () => {
        const { resources, faults } = await loadState('{"version":3,"deployment":{"manifest":{}}}');
        assert.deepEqual([resources, faults], [[], []]);
    });
});

describe("A preview in JSON", () => {
    const step = (op: string, newState: unknown) => ({ op, urn: POD.urn, newState });

    it("gives each resource once, as it will be, its unknown values unknown", async () => {
        const will = { ...POD, inputs: { spec: { hostname: UNKNOWN } } };
        const { resources, faults } = await loadFiles({
            "preview.json": JSON.stringify({
                steps: [
                    step("create-replacement", POD),
                    step("replace", will),
                    { op: "delete", urn: "x", oldState: POD },
                ],
                changeSummary: {},
            }),
        });
        assert.deepEqual(faults, []);
        assert.deepEqual(
            resources.map(({ props }) => props),
            [{ spec: { hostname: UNKNOWN } }],
        );
    });

    it("tells lines, and faults for what it should not hold", async () => {
        const text = JSON.stringify({ steps: [step("create", POD), step("create", 5)] }, undefined, 2);
        const loaded = await loadFiles({ "preview.json": text });
        assert.equal(placeIn(loaded, "spec.hostPID")?.split(":")[0], String(lineOf(text, '"hostPID"')));
        assert.deepEqual(faultLines(loaded), [`${lineOf(text, '"newState": 5')}: the resource is no object`]);
    });

    it("without changes is no fault, with steps that are no list it is one", async () => {
        const { resources, faults } = await loadFiles({ "a.json": '{"changeSummary":{}}' });
        assert.deepEqual([resources, faults], [[], []]);
        assert.match(faultLines(await loadFiles({ "a.json": '{"steps":{}}' })).join(), /no list of steps/);
    });
});

describe("A log of the engine's events", () => {
    it("gives what each resource ends as, and faults for lines that are no events", async () => {
        const event = (name: string, state: unknown) =>
            JSON.stringify({
                sequence: 1,
                timestamp: 2,
                [name]: { metadata: { op: "create", urn: POD.urn, new: state } },
            });
        const loaded = await loadFiles({
            "events.json": [
                JSON.stringify({ sequence: 0, timestamp: 1, preludeEvent: { config: {} } }),
                event("resourcePreEvent", { ...POD, inputs: { spec: {} } }),
                event("resOutputsEvent", POD),
                event("resourcePreEvent", null),
                "",
                '{"sequence": 5, "times',
            ].join("\n"),
        });
        assert.deepEqual(faultLines(loaded), ["6: the line is no event"]);
        assert.deepEqual(
            loaded.resources.map(({ props }) => props.spec),
            [{ hostPID: true }],
        );
        assert.equal(placeIn(loaded, "spec.hostPID")?.split(":")[0], "3");
    });
});

function lineOf(text: string, part: string): number {
    return text.slice(0, text.indexOf(part)).split("\n").length;
}
