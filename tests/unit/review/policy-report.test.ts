import assert from "node:assert/strict";
import { ALL_RULES } from "../../../policies/judging/all-rules";
import { junitReport } from "../../../policies/report/junit";
import { labelOf } from "../../../policies/report/label";
import { sarifReport } from "../../../policies/report/sarif";
import { policyReport } from "../../../review/views/policy-report";
import { changedReview } from "../../review/changed-review";

describe("The findings of a review, as platform check reports them", () => {
    it("are those that stand after the change, at their places", () => {
        const { findings } = policyReport(changedReview(), "Pulumi.prod.yaml");
        assert.deepEqual(
            findings.map(({ rule, file, line, resource }) => [rule.id, file, line, labelOf(resource)]),
            [
                [
                    "EKS-STORAGE-001",
                    "Pulumi.prod.yaml",
                    42,
                    "aws:efs:FileSystem platform-foundation-shared-file-system",
                ],
                ["K8S-POD-018", "Pulumi.prod.yaml", 88, "Deployment retail-store/ui"],
            ],
        );
    });

    it("have all that the pack knows of their rule, and what the review tells of one that it does not know", () => {
        const [rule] = ALL_RULES;
        assert.ok(rule);
        const review = changedReview();
        const [finding] = review.findings;
        assert.ok(finding);
        const { findings } = policyReport({ ...review, findings: [{ ...finding, rule: rule.id }, finding] }, "a.yaml");
        assert.equal(findings[0]?.rule, rule);
        assert.equal(findings[1]?.rule.title, finding.title);
    });

    it("come with why the preview failed, in both formats", () => {
        const review = { ...changedReview(), errors: ["error: the update would fail\nat length"] };
        const report = policyReport(review, "Pulumi.prod.yaml");
        const sarif = JSON.parse(
            [...sarifReport(report, { tool: { version: "1.0.0" }, root: process.cwd() })].join(""),
        );
        assert.equal(sarif.runs[0].results.length, 2);
        assert.equal(sarif.runs[0].invocations[0].executionSuccessful, false);
        const junit = [...junitReport(report)].join("");
        assert.match(junit, /<error [^>]*message="the preview failed: error: the update would fail"/);
        assert.match(junit, /<failure type="mandatory"/);
    });

    it("come with what the update would be refused for, and with what takes data along that nobody has allowed", () => {
        const review = changedReview();
        const refused = {
            ...{ kind: "refused" as const, urn: "", type: "", isStateful: false, isAllowed: false },
            ...{ takesAlong: [], affects: [], causes: ["the name is taken", "more"] },
        };
        const report = policyReport({ ...review, dangers: [...review.dangers, refused] }, "Pulumi.prod.yaml");
        const expected = [
            "the update would be refused: the name is taken",
            "replace efs FileSystem platform-foundation-shared-file-system: its files go; nobody has allowed that",
        ];
        assert.deepEqual(
            report.faults.map(({ message }) => message),
            expected,
        );
        assert.match(report.faults[1]?.next ?? "", /--allow-replace '\*::platform-foundation-shared-file-system'/);
        const sarif = [...sarifReport(report, { tool: { version: "1.0.0" }, root: process.cwd() })].join("");
        const junit = [...junitReport(report)].join("");
        for (const message of expected) {
            assert.ok(sarif.includes(message) && junit.includes(message), message);
        }
    });
});
