import assert from "node:assert/strict";
import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { changeLine } from "../../../../review/changes/change-line";
import { propertyChanges } from "../../../../review/changes/property-changes";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };

type State = NonNullable<StepEventMetadata["new"]>;

/** A step as the engine's events describe it. */
function metadata(
    old: object,
    now: object,
    detail: Readonly<Record<string, string>>,
    keys: readonly string[] = [],
): StepEventMetadata {
    const state = (inputs: object) => ({ inputs, outputs: {} }) as unknown as State;
    const detailedDiff = Object.fromEntries(
        Object.entries(detail).map(([path, diffKind]) => [path, { diffKind, inputDiff: true }]),
    );
    return {
        ...{ op: "replace", urn: "urn:x", type: "x", keys: [...keys], provider: "" },
        ...{ old: state(old), new: state(now), detailedDiff },
    } as unknown as StepEventMetadata;
}

const SERVICE = "kubernetes:core/v1:Service";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

describe("The properties that a step changes", () => {
    it("are read at their paths, with the value before and after, those that replace the resource first", () => {
        const old = { labels: { "app.kubernetes.io/name": "a" }, disks: [{ size: 50 }], gone: true };
        const now = { labels: { "app.kubernetes.io/name": "b" }, disks: [{ size: 80 }] };
        const changes = propertyChanges(
            metadata(old, now, {
                'labels["app.kubernetes.io/name"]': "update",
                gone: "delete",
                "disks[0].size": "update-replace",
            }),
        );
        assert.deepEqual(changes, [
            { path: "disks[0].size", replaces: true, old: 50, new: 80 },
            { path: 'labels["app.kubernetes.io/name"]', replaces: false, old: "a", new: "b" },
            { path: "gone", replaces: false, old: true },
        ]);
    });

    describe("in a list that is not compared by position", () => {
        const containers = (...all: readonly object[]) => ({ spec: { template: { spec: { containers: all } } } });
        const at = "spec.template.spec.containers";
        const variable = (name: string, value: unknown) => ({ name, value });
        const changesOf = (type: string, old: object, now: object, detail: Readonly<Record<string, string>>) =>
            propertyChanges({ ...metadata(old, now, detail), type });
        const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

        it("are told by what Kubernetes knows the items by, and not of what an item before them moves", () => {
            const old = containers({ name: "web", env: [variable("B", "1"), variable("C", "2")], image: "web:1" });
            const now = containers(
                { name: "proxy", image: "proxy:1" },
                { name: "web", env: [variable("A", "0"), variable("B", "3"), variable("C", "2")], image: "web:1" },
            );
            const changes = changesOf(DEPLOYMENT, old, now, {
                [`${at}[0].name`]: "update",
                [`${at}[0].image`]: "update",
                [`${at}[0].env`]: "delete",
                [`${at}[1]`]: "add",
            });
            assert.deepEqual(changes, [
                { path: `${at}.web.env.B.value`, replaces: false, old: "1", new: "3" },
                { path: `${at}.web.env.A`, replaces: false, new: variable("A", "0") },
                { path: `${at}.proxy`, replaces: false, new: { name: "proxy", image: "proxy:1" } },
            ]);
        });

        it("are told by several fields, where one is not enough", () => {
            const port = (number: number, protocol?: string, more = {}) => ({ port: number, protocol, ...more });
            const changes = changesOf(
                SERVICE,
                { spec: { ports: [port(53, "UDP"), port(53, "TCP")] } },
                { spec: { ports: [port(53, "TCP", { targetPort: 5353 }), port(53, "UDP")] } },
                { "spec.ports[0].protocol": "update", "spec.ports[1].protocol": "update" },
            );
            assert.deepEqual(changes, [{ path: 'spec.ports["53/TCP"].targetPort', replaces: false, new: 5353 }]);
        });

        it("are the order where nothing else differs", () => {
            const changes = changesOf(
                DEPLOYMENT,
                containers({ name: "a" }, { name: "b" }),
                containers({ name: "b" }, { name: "a" }),
                { [`${at}[0].name`]: "update", [`${at}[1].name`]: "update" },
            );
            assert.deepEqual(changes, [{ path: at, replaces: false, old: ["a", "b"], new: ["b", "a"] }]);
        });

        it("are what comes and goes of a set of AWS, with what that replaces", () => {
            const changes = changesOf(
                NODE_GROUP,
                { subnetIds: ["subnet-a", "subnet-b"] },
                { subnetIds: ["subnet-c", "subnet-a"] },
                { "subnetIds[0]": "update-replace", "subnetIds[1]": "update-replace" },
            );
            assert.deepEqual(changes, [{ path: "subnetIds", replaces: true, old: ["subnet-b"], new: ["subnet-c"] }]);
        });

        it("stay as they are told where the inputs are the same, and what was changed by hand differs", () => {
            const inputs = containers({ name: "web", image: "a" });
            const detail = { [`${at}[0].image`]: "update" };
            assert.deepEqual(
                changesOf(DEPLOYMENT, inputs, structuredClone(inputs), detail).map(({ path }) => path),
                Object.keys(detail),
            );
        });

        it("stay by position where items are known by nothing, twice by the same, or secret", () => {
            const detail = { [`${at}[0].image`]: "update" };
            for (const [old, now] of [
                [containers({ image: "a" }), containers({ image: "b" })],
                [containers({ name: "x", image: "a" }, { name: "x" }), containers({ name: "x", image: "b" })],
            ] as const) {
                assert.deepEqual(changesOf(DEPLOYMENT, old, now, detail), [
                    { path: `${at}[0].image`, replaces: false, old: "a", new: "b" },
                ]);
            }
            const secret = containers({ name: "x", env: [variable("A", SECRET)] });
            const path = `${at}[0].env[0].value`;
            assert.deepEqual(changesOf(DEPLOYMENT, secret, structuredClone(secret), { [path]: "update" }), [
                { path, replaces: false, old: "[secret]", new: "[secret]" },
            ]);
        });
    });

    it("show no secret, also where it is a part of a value", () => {
        const changes = propertyChanges(
            metadata(
                { data: SECRET, env: [SECRET] },
                { data: SECRET, env: [SECRET] },
                {
                    "data.password": "update-replace",
                    env: "update",
                },
            ),
        );
        assert.deepEqual(changes, [
            { path: "data.password", replaces: true, old: "[secret]", new: "[secret]" },
            { path: "env", replaces: false, old: ["[secret]"], new: ["[secret]"] },
        ]);
    });

    it("name the provider where that alone is another", () => {
        assert.deepEqual(propertyChanges(metadata({}, {}, {}, ["provider"])), [{ path: "provider", replaces: true }]);
    });

    it("are written on one line, cut to what differs, without anything that commands a terminal", () => {
        assert.equal(changeLine({ path: "a", replaces: false, old: 1, new: "\u001b[2J" }), 'a: 1 => "\\u001b[2J"');
        assert.equal(changeLine({ path: "a", replaces: false, new: true }), "a: + true");
        const long = (end: string) => `${"x".repeat(400)}${end}${"y".repeat(400)}`;
        const line = changeLine({ path: "policy", replaces: false, old: long("OLD"), new: long("NEW") });
        assert.match(line, /OLD.* => .*NEW/);
        assert.ok(line.length < 260, `${line.length} characters`);
    });
});
