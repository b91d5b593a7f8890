import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { OperationName } from "../../../cli/engine/operation";
import { type GuardedResult, guarded, NOT_ALLOWED, requireUrnPatterns } from "../../../cli/engine/replacement-guard";
import { UserError } from "../../../cli/errors";
import { changeText as coloredText } from "../../../cli/output/change-text";
import { dangerLines } from "../../../cli/output/dangers";
import { diffLines as coloredDiff } from "../../../cli/output/diff";
import { operationReport } from "../../../cli/output/report";
import type { EngineStep } from "../../../review/steps";

const SERVICE = "kubernetes:core/v1:Service";
const JOB = "kubernetes:batch/v1:Job";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const KEY = "aws:kms/key:Key";

const urn = (type: string, name: string) => `urn:pulumi:prod::eks-platform::${type}::${name}`;

const step = (op: string, type: string, name: string, paths: readonly string[] = [], replaces = true): EngineStep => ({
    ...{ op, type, urn: urn(type, name), unknowns: 0 },
    ...(paths.length > 0 && { changes: paths.map((path) => ({ path, replaces, old: "a", new: "b" })) }),
});

/** What an operation comes to. */
function resultOf(
    operation: OperationName,
    steps: readonly EngineStep[],
    { given = [], configured = [], exitCode = 0 }: { given?: string[]; configured?: string[]; exitCode?: number } = {},
): GuardedResult {
    const states = new Map(steps.map(({ urn: name, type }) => [name, { old: { type, inputs: {} } }]));
    const changes = Object.fromEntries(steps.map(({ op }) => [op, steps.filter((one) => one.op === op).length]));
    return guarded(
        {
            ...{ operation, exitCode, durationSeconds: 1, changes, steps, states },
            ...{ policyViolations: [], errors: [], cancelled: false },
        },
        { given, configured },
    );
}

function reportOf(...args: Parameters<typeof resultOf>): readonly string[] {
    return stripVTControlCharacters(operationReport(resultOf(...args), "prod")).split("\n");
}

describe("The end of a preview", () => {
    it("is one line where nothing changes", () => {
        assert.deepEqual(reportOf("preview", [step("same", SERVICE, "ui")]), [
            "",
            "preview prod: nothing changes (1 resource, 0 violations, 0 advice) in 1.0 s",
        ]);
    });

    it("tells the numbers alone where nothing is lost, renewed, replaced or deleted", () => {
        const lines = reportOf("preview", [
            step("create", SERVICE, "ui"),
            step("update", SERVICE, "api", ["a"], false),
        ]);
        assert.equal(lines[1], "preview prod: succeeded in 1.0 s");
        assert.equal(lines.length, 5);
    });

    it("begins with what loses data, each with its cause, once and within 80 columns, and ends with the refusal", () => {
        const steps = ["create-replacement", "replace", "delete-replaced"].map((op) =>
            step(op, "aws:eks/cluster:Cluster", "main", ["name"]),
        );
        const all = [step("delete", SERVICE, "ui"), ...steps, step("delete", "kubernetes:core/v1:Namespace", "shop")];
        assert.deepEqual(reportOf("preview", all), [
            "",
            "Changes that lose data: 2",
            "  replace eks Cluster main",
            "          everything that runs in it goes",
            '          name: "a" => "b"',
            "  delete  Namespace shop",
            "          everything in it goes",
            "",
            "Replaced or deleted besides, with nothing in them: 1",
            "  delete  Service ui",
            "",
            "preview prod: refused in 1.0 s",
            "  resources  - 2 delete, +- 1 replace",
            "  policies   0 violations, 0 advice",
            "  unknown    0 output values",
            "",
            "Refused: 2 changes lose data, and nobody has allowed that. Nothing was changed.",
            "Next step: take back what causes it. Where it is meant, run preview or up with",
            "  --allow-replace '*::main' \\",
            "  --allow-replace '*::shop'",
            "or name it in eks-platform:review.allowReplace of Pulumi.prod.yaml, with a",
            "reason and a last day.",
        ]);
    });

    it("suggests types where the names are many, and every suggestion works", () => {
        const steps = [1, 2, 3, 4, 5].map((number) => step("delete", KEY, `key-${number}`));
        const lines = reportOf("preview", steps);
        const given = lines.flatMap((line) => /--allow-replace '(.*)'/.exec(line)?.[1] ?? []);
        assert.deepEqual(given, ["*aws:kms/key:Key::*"]);
        assert.equal(resultOf("preview", steps, { given }).exitCode, 0);
    });

    it("tells the tasks that will run, each with the cause", () => {
        const unready = 'metadata.annotations["pulumi.com/replaceUnready"]';
        const lines = reportOf("preview", [
            step("create", JOB, "shop-seed-job"),
            step("replace", JOB, "shop-index-job", [unready]),
            step("update", JOB, "shop-report-job", ["spec.activeDeadlineSeconds"], false),
        ]);
        assert.deepEqual(lines.slice(1, 6), [
            "Tasks that run, before what needs them is rolled out: 2",
            "  run     Job shop-index-job",
            "          it has not succeeded",
            "  run     Job shop-seed-job",
            "          it has no Job",
        ]);
    });

    it("tells the claims that grow, those that are alike together", () => {
        const result = resultOf("preview", []);
        const grown = ["data-0", "data-1"].map((name) => ({
            ...{ kind: "grow" as const, urn: urn("kubernetes:core/v1:PersistentVolumeClaimPatch", name) },
            type: "kubernetes:core/v1:PersistentVolumeClaimPatch",
            ...{ isStateful: false, isAllowed: false, loss: "from 1Gi to 2Gi, and never smaller again" },
            ...{ takesAlong: [], affects: [], causes: ["spec.resources.requests.storage: 1Gi => 2Gi"] },
        }));
        const lines = operationReport({ ...result, dangers: grown }, "prod");
        assert.deepEqual(stripVTControlCharacters(lines).split("\n").slice(1, 4), [
            "Claims that grow in place, while their pods run: 2",
            "  grow    PersistentVolumeClaimPatch data-0, data-1",
            "          from 1Gi to 2Gi, and never smaller again",
        ]);
    });

    it("tells the node groups that get new nodes, and the workloads that get new pods in a line", () => {
        const image = "spec.template.spec.containers.web.image";
        const lines = reportOf("preview", [
            step("update", NODE_GROUP, "disks", ["launchTemplate.version"], false),
            step("update", "kubernetes:apps/v1:Deployment", "ui", [image], false),
            step("update", "kubernetes:apps/v1:Deployment", "cart", [image], false),
        ]);
        assert.deepEqual(lines.slice(1, 7), [
            "Node groups whose nodes are all replaced, a few at a time: 1",
            "  roll    eks NodeGroup disks",
            '          launchTemplate.version: "a" => "b"',
            "",
            "Workloads whose pods are all replaced: 2",
            "  roll    Deployment cart, ui",
        ]);
    });

    it("counts what is alike and holds nothing", () => {
        const lines = reportOf(
            "preview",
            [1, 2, 3, 4].map((number) => step("delete", SERVICE, `${number}`)),
        );
        assert.deepEqual(lines.slice(1, 3), [
            "Replaced or deleted besides, with nothing in them: 4",
            "  delete  4 Service",
        ]);
    });

    it("is not that of a destroy, which does nothing but delete, nor of a refresh or a look for drift", () => {
        for (const operation of ["destroy", "refresh", "drift"] as const) {
            assert.deepEqual(resultOf(operation, [step("delete", KEY, "x")]).dangers, []);
            assert.equal(reportOf(operation, [step("delete", KEY, "x")]).length, 3);
        }
    });

    it("shows nothing that commands a terminal", () => {
        const lines = dangerLines(resultOf("preview", [step("delete", KEY, "\u001b[2Jx")]).dangers).join("\n");
        assert.equal(lines.includes("\u001b[2J"), false);
        assert.match(lines, /\\u001b\[2Jx/);
    });
});

describe("What loses data", () => {
    const steps = [step("delete", KEY, "logs"), step("replace", KEY, "volumes", ["multiRegion"])];

    it("makes a preview fail with an exit code of its own, unless all of it is allowed", () => {
        assert.equal(NOT_ALLOWED, 3);
        assert.equal(resultOf("preview", steps).exitCode, 3);
        assert.equal(resultOf("preview", steps, { given: ["*::logs"] }).exitCode, 3);
        assert.equal(resultOf("preview", steps, { given: ["*::logs"], configured: ["*::volumes"] }).exitCode, 0);
    });

    it("stays in the report when it is allowed, and is called so", () => {
        const lines = reportOf("preview", steps, { configured: ["*"] });
        assert.equal(lines.filter((line) => line.trim() === "allowed").length, 2);
        assert.equal(
            lines.some((line) => line.startsWith("Refused")),
            false,
        );
    });

    it("leaves the exit code of a preview that has failed, and of an update that is done", () => {
        assert.equal(resultOf("preview", steps, { exitCode: 1 }).exitCode, 1);
        const up = resultOf("up", steps);
        assert.equal(up.exitCode, 0);
        assert.equal(up.dangers.length, 2);
    });

    it("is allowed by no pattern that names nothing of it, which is told", () => {
        const result = resultOf("preview", steps, { given: ["*", "*::lgos"].slice(1), configured: ["*::old"] });
        assert.deepEqual(result.idle, ["*::lgos"]);
        const lines = reportOf("preview", steps, { given: ["*::lgos"] });
        assert.match(lines.join(" "), /--allow-replace '\*::lgos': nothing of that name is replaced or deleted/);
    });
});

describe("--allow-replace", () => {
    it("takes URNs and patterns of them, and refuses what can match none", () => {
        requireUrnPatterns([urn(KEY, "x"), "*::x"]);
        assert.throws(
            () => requireUrnPatterns(["*::x", "logs"]),
            (error) => error instanceof UserError && /"logs"; allowed: a URN.*\nNext step/.test(error.message),
        );
    });
});

describe("A change on one line", () => {
    it("has the property and both values, coloured alike in both", () => {
        const line = stripVTControlCharacters(coloredText({ path: "a", replaces: false, old: 1, new: 2 }));
        assert.equal(line, "a: 1 => 2");
    });
});

describe("platform preview --diff", () => {
    const diffLines = (...args: Parameters<typeof coloredDiff>) => coloredDiff(...args).map(stripVTControlCharacters);

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
