import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { GuardedResult } from "../../../cli/engine/replacement-guard";
import { countUnknowns } from "../../../cli/engine/unknowns";
import { operationReport } from "../../../cli/output/report";
import { changeSummary, stepLine } from "../../../cli/output/step-line";
import { nameOf, shortType, typeOf } from "../../../core/engine/urn";

const URN = "urn:pulumi:prod::eks-platform::eks-platform:index:Platform$aws:ec2/vpc:Vpc::platform-vpc";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("A URN", () => {
    it("is shown by the resource's name and its own type", () => {
        assert.equal(nameOf(URN), "platform-vpc");
        assert.equal(typeOf(URN), "aws:ec2/vpc:Vpc");
        assert.equal(shortType(typeOf(URN)), "aws:ec2:Vpc");
    });

    it("keeps Kubernetes types as kubectl users know them", () => {
        assert.equal(shortType("kubernetes:apps/v1:Deployment"), "kubernetes:apps/v1:Deployment");
        assert.equal(shortType("kubernetes:networking.k8s.io/v1:Ingress"), "kubernetes:networking.k8s.io/v1:Ingress");
    });
});

describe("The output of an operation", () => {
    const result: GuardedResult = {
        operation: "preview",
        exitCode: 1,
        durationSeconds: 2.5,
        changes: { create: 2, same: 1 },
        steps: [{ op: "create", urn: URN, type: "aws:ec2/vpc:Vpc", unknowns: 1 }],
        states: new Map(),
        dangers: [],
        idle: [],
        policyViolations: [
            {
                resourceUrn: URN,
                message: "<{%reset%}>VPCs are tagged.<{%reset%}>\n\ntags: nothing; add owner.\n",
                color: "",
                policyName: "vpc-tags",
                policyPackName: "eks-platform",
                policyPackVersion: "",
                policyPackVersionTag: "",
                enforcementLevel: "mandatory",
            },
        ],
        errors: ["<{%fg 1%}>preview failed<{%reset%}>\n"],
        cancelled: false,
    };

    it("says nothing of a resource that stays the same", () => {
        assert.equal(stepLine({ op: "same", urn: URN, type: "aws:ec2/vpc:Vpc" }), undefined);
    });

    it("counts changes in words", () => {
        assert.equal(stripVTControlCharacters(changeSummary({ create: 2, same: 1 })), "+ 2 create, 1 unchanged");
        assert.equal(stripVTControlCharacters(changeSummary({ same: 3 })), "0 changes, 3 unchanged");
        const replaced = { replace: 1, "create-replacement": 1, "delete-replaced": 1 };
        assert.equal(stripVTControlCharacters(changeSummary(replaced)), "+- 1 replace");
    });

    it("names the rule, what it says, the resource and the fault", () => {
        const lines = operationReport(result, "prod");
        assert.match(
            lines,
            /vpc-tags.*: VPCs are tagged\.\n.*aws:ec2:Vpc.*platform-vpc.*\n\s+tags: nothing; add owner\./,
        );
        assert.match(lines, /1 violation, 0 advice/);
        assert.match(lines, /1 output value$/m);
    });

    it("says beside the number of violations which Helm releases no policy has seen, and only then", () => {
        const urn = "urn:pulumi:prod::eks-platform::kubernetes:helm.sh/v3:Release::metrics";
        const [violation] = result.policyViolations;
        assert(violation !== undefined);
        const closed = {
            ...violation,
            resourceUrn: urn,
            policyName: "helm-rendered",
            enforcementLevel: "warning" as const,
        };
        const releases = { ...result, policyViolations: [closed] };
        assert.match(
            operationReport(releases, "prod"),
            /0 violations, 1 advice.*without what the unopened releases install/,
        );
        assert.match(operationReport(releases, "prod"), /unopened +1 Helm release: metrics/);
        assert.doesNotMatch(operationReport(result, "prod"), /unopened/);
    });

    it("is one line where nothing changes; advice is no news then, unless somebody asks for all", () => {
        const advice = { ...result.policyViolations[0], enforcementLevel: "warning" };
        const same = { ...result, exitCode: 0, changes: { same: 3 }, errors: [], policyViolations: [advice] };
        const quiet = same as typeof result;
        const details = { diff: false, overview: false };
        const text = stripVTControlCharacters(operationReport(quiet, "prod", { ...details, verbose: false }));
        assert.equal(text, "\npreview prod: nothing changes (3 resources, 0 violations, 1 advice) in 2.5 s");
        assert.match(operationReport(quiet, "prod", { ...details, verbose: true }), /vpc-tags/);
    });

    it("breaks what is longer than 80 columns between words", () => {
        const [violation] = result.policyViolations;
        assert.ok(violation);
        const message = `Rule.\n${"many words ".repeat(30)}`;
        const lines = stripVTControlCharacters(
            operationReport({ ...result, policyViolations: [{ ...violation, message }] }, "prod"),
        ).split("\n");
        assert.deepEqual(
            lines.filter((line) => line.length > 80),
            [],
        );
    });

    it("says a fault that several resources have once, below all of them", () => {
        const [violation] = result.policyViolations;
        assert.ok(violation);
        const other = { ...violation, resourceUrn: `${URN}-2` };
        const lines = stripVTControlCharacters(
            operationReport({ ...result, policyViolations: [violation, other] }, "prod"),
        );
        assert.match(
            lines,
            /vpc-tags: VPCs are tagged\.\n {4}aws:ec2:Vpc platform-vpc\n {4}aws:ec2:Vpc platform-vpc-2\n {6}tags: nothing; add owner\.\n\n/,
        );
    });

    it("counts unknown values at any depth", () => {
        assert.equal(countUnknowns({ a: [UNKNOWN, { b: UNKNOWN }], c: "known", d: null }), 2);
    });
});
