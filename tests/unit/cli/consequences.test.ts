import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import type { OperationResult } from "../../../cli/engine/operation";
import { changeText as coloredText } from "../../../cli/output/change-text";
import { consequenceLines as coloredLines, consequencesOf } from "../../../cli/output/consequences";
import { diffLines as coloredDiff } from "../../../cli/output/diff";
import { operationReport } from "../../../cli/output/report";
import { cataloguedTypes } from "../../../core/facts/aws/catalog";
import { propertyChanges } from "../../../review/changes/property-changes";
import { gravityOf, lossOf } from "../../../review/dangers/data-loss";

const urn = (type: string, name: string) => `urn:pulumi:prod::eks-platform::${type}::${name}`;
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };

const changeText = (...args: Parameters<typeof coloredText>) => stripVTControlCharacters(coloredText(...args));
const consequenceLines = (...args: Parameters<typeof coloredLines>) =>
    coloredLines(...args).map(stripVTControlCharacters);
const diffLines = (...args: Parameters<typeof coloredDiff>) => coloredDiff(...args).map(stripVTControlCharacters);

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

const step = (op: string, type: string, name: string, paths: readonly string[] = [], replaces = true) => ({
    ...{ op, type, urn: urn(type, name), unknowns: 0 },
    ...(paths.length > 0 && { changes: paths.map((path) => ({ path, replaces, old: "a", new: "b" })) }),
});

const SERVICE = "kubernetes:core/v1:Service";
const JOB = "kubernetes:batch/v1:Job";
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
        assert.equal(changeText({ path: "a", replaces: false, old: 1, new: "\u001b[2J" }), 'a: 1 => "\\u001b[2J"');
        assert.equal(changeText({ path: "a", replaces: false, new: true }), "a: + true");
        const long = (end: string) => `${"x".repeat(400)}${end}${"y".repeat(400)}`;
        const line = changeText({ path: "policy", replaces: false, old: long("OLD"), new: long("NEW") });
        assert.match(line, /OLD.* => .*NEW/);
        assert.ok(line.length < 260, `${line.length} characters`);
    });
});

describe("The end of a preview", () => {
    it("says nothing where nothing is replaced or deleted", () => {
        const steps = [step("create", SERVICE, "ui"), step("update", SERVICE, "api", ["spec.ports"], false)];
        assert.deepEqual(consequenceLines(steps), []);
    });

    it("names what is replaced with its cause, and what is deleted, and each once", () => {
        const steps = ["create-replacement", "replace", "delete-replaced"].map((op) =>
            step(op, "aws:eks/cluster:Cluster", "main", ["name"]),
        );
        const lines = consequenceLines([...steps, step("delete", "kubernetes:core/v1:Namespace", "shop")]);
        assert.deepEqual(lines, [
            "",
            "Replaced or deleted: 2, 2 with what they hold",
            "  replace aws:eks:Cluster main (with everything that runs in it)",
            '      name: "a" => "b"',
            "  delete  kubernetes:core/v1:Namespace shop (with everything in it, claims and their volumes too)",
        ]);
    });

    it("shows what holds data before everything else", () => {
        const steps = [
            step("delete", SERVICE, "ui"),
            step("replace", NODE_GROUP, "nodes", ["subnetIds[0]"]),
            step("replace", "kubernetes:core/v1:Secret", "db", ["data"]),
            step("replace", "aws:efs/fileSystem:FileSystem", "shared", ["kmsKeyId"]),
            step("delete", "aws:rds/instance:Instance", "orders"),
        ];
        assert.deepEqual(
            consequencesOf(steps).map(({ type }) => type.split(":").pop()),
            ["Instance", "FileSystem", "NodeGroup", "Secret", "Service"],
        );
    });

    it("names the tasks that will run last, each with the cause", () => {
        const unready = 'metadata.annotations["pulumi.com/replaceUnready"]';
        const steps = [
            step("create", JOB, "shop-seed-job"),
            step("replace", JOB, "shop-migrate-job", ["spec.template.spec.containers[0].image"]),
            step("replace", JOB, "shop-index-job", [unready]),
            step("update", JOB, "shop-report-job", ["spec.activeDeadlineSeconds"], false),
            step("delete", SERVICE, "ui"),
        ];
        assert.deepEqual(consequenceLines(steps), [
            "",
            "Replaced or deleted: 1",
            "  delete  kubernetes:core/v1:Service ui",
            "",
            "Tasks that run, before what needs them is rolled out: 3",
            "  run     kubernetes:batch/v1:Job shop-index-job",
            "      it has not succeeded",
            "  run     kubernetes:batch/v1:Job shop-migrate-job",
            '      spec.template.spec.containers[0].image: "a" => "b"',
            "  run     kubernetes:batch/v1:Job shop-seed-job (it has no Job)",
        ]);
    });

    it("is that of previews and updates: a destroy does nothing else, and a refresh deletes nothing", () => {
        const steps = [step("delete", SERVICE, "ui")];
        const said = (operation: OperationResult["operation"]) => {
            const result = { operation, exitCode: 0, durationSeconds: 1, changes: {}, steps, cancelled: false };
            const report = operationReport({ ...result, policyViolations: [], errors: [] }, "prod");
            return report.includes("Replaced or deleted");
        };
        const operations = ["preview", "up", "refresh", "destroy"] as const;
        assert.deepEqual(operations.filter(said), ["preview", "up"]);
    });

    it("gathers what has one cause", () => {
        const inCluster = (type: string, name: string) => ({
            ...step("replace", type, name),
            changes: [{ path: "provider", replaces: true }],
        });
        const lines = consequenceLines([
            inCluster(SERVICE, "ui"),
            inCluster(SERVICE, "api"),
            inCluster("kubernetes:core/v1:ConfigMap", "settings"),
        ]);
        assert.deepEqual(lines.slice(2), [
            "  replace 3 others",
            "      its provider is replaced: it is in another cluster or account",
            "    kubernetes:core/v1:ConfigMap settings",
            "    kubernetes:core/v1:Service api, ui",
        ]);
    });

    it("tells apart node groups that get new nodes from those that only change", () => {
        const steps = [
            step("update", NODE_GROUP, "disks", ["launchTemplate.version"], false),
            step("update", NODE_GROUP, "upgrade", ["version", "tags.a"], false),
            step("update", NODE_GROUP, "sizes", ["scalingConfig.maxSize"], false),
        ];
        assert.deepEqual(
            consequencesOf(steps).map(({ kind, urn, causes }) => [kind, urn.split("::").pop(), causes.length]),
            [
                ["roll", "disks", 1],
                ["roll", "upgrade", 1],
            ],
        );
    });

    it("knows every type of the catalog that holds data", () => {
        // What stands for a whole kind of data in AWS; the list of the product is held against this one.
        const stateful =
            /:(Cluster|FileSystem|Key|Bucket|Table|Vault|Repository|Queue|Secret|LogGroup|NodeGroup|Parameter)$/;
        const unknown = cataloguedTypes().filter((type) => stateful.test(type) && lossOf(type) === undefined);
        assert.deepEqual(unknown, []);
        assert.ok(gravityOf("aws:eks/cluster:Cluster") < gravityOf(NODE_GROUP));
        assert.equal(lossOf("aws:ec2/routeTable:RouteTable"), undefined);
    });
});

describe("platform preview --diff", () => {
    it("lists changed properties and nothing that stays, each replacement once", () => {
        const steps = [
            step("same", SERVICE, "same"),
            step("update", SERVICE, "ui", ["spec.type"], false),
            step("create-replacement", SERVICE, "api", ["metadata.name"]),
            step("replace", SERVICE, "api", ["metadata.name"]),
            step("delete-replaced", SERVICE, "api"),
        ];
        assert.deepEqual(
            diffLines(steps).filter((line) => line !== ""),
            [
                "  ~ Service ui update",
                '      spec.type: "a" => "b"',
                " +- Service api replace",
                '      metadata.name: "a" => "b"',
            ],
        );
    });
});
