import assert from "node:assert/strict";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { Log, Result } from "sarif";
import { toReport } from "../../../policies/report/report";
import { sarifReport } from "../../../policies/report/sarif";
import { HOSTILE, judged, raw, sampleAdvice, sampleRule } from "./sample";

const TOOL = { version: "1.2.3", homepage: "https://git.example.com/platform" };

describe("a SARIF report", () => {
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);

    function logOf(
        report: Parameters<typeof sarifReport>[0],
        tool: { version: string; homepage?: string } = TOOL,
    ): Log {
        const text = [...sarifReport(report, { tool, root: process.cwd() })].join("");
        assert.equal(validate(JSON.parse(text)), true, JSON.stringify(validate.errors, null, 2));
        return JSON.parse(text);
    }

    function resultsOf(log: Log): readonly Result[] {
        return log.runs[0]?.results ?? [];
    }

    const [web, api] = [raw("web", "deploy/web app#1.yaml", 10), raw("api", "deploy/api.yaml", 1)];

    it("satisfies the schema of 2.1.0 with findings, with faults and with neither", () => {
        logOf(toReport([], [], [], "-"));
        logOf(toReport([], [], [], "-"), { version: "1.2.3" });
        const hostile = raw(HOSTILE, HOSTILE, 1);
        const fault = { file: "../bad file.yaml", line: 3, column: 7, message: "a tab", next: "Use spaces." };
        logOf(
            toReport([judged(web), judged(api, sampleAdvice), judged(undefined), judged(hostile)], [web], [fault], "-"),
        );
    });

    it("would not satisfy the schema with a result that has no message", () => {
        assert.equal(validate({ version: "2.1.0", runs: [{ tool: { driver: { name: "x" } }, results: [{}] }] }), false);
    });

    it("gives each result its rule, level and place, with the path as an address", () => {
        const log = logOf(toReport([judged(web), judged(api, sampleAdvice)], [web, api], [], "-"));
        const rules = log.runs[0]?.tool.driver.rules ?? [];
        const [first, second] = resultsOf(log);
        assert.equal(first?.level, "warning");
        assert.equal(second?.level, "error");
        assert.equal(rules[second?.ruleIndex ?? -1]?.id, sampleRule.id);
        assert.deepEqual(second?.locations?.[0]?.physicalLocation, {
            artifactLocation: { uri: "deploy/web%20app%231.yaml", uriBaseId: "%SRCROOT%" },
            region: { startLine: 14, startColumn: 3 },
        });
        assert.match(second?.message.text ?? "", /^Deployment shop\/web: spec\..*privileged: true.*\. Remove/);
    });

    it("describes rules for code scanning, with a score only where security is at stake", () => {
        const log = logOf(toReport([judged(web), judged(web, sampleAdvice)], [web], [], "-"));
        const [security, reliability] = log.runs[0]?.tool.driver.rules ?? [];
        assert.equal(
            security?.helpUri,
            "https://git.example.com/platform/blob/main/docs/policy-reference.md#psa-privileged",
        );
        assert.equal(security?.properties?.["security-severity"], "9.5");
        assert.equal(reliability?.properties?.["security-severity"], undefined);
        assert.match(security?.help?.markdown ?? "", /CKV_K8S_16/);
    });

    it("recognises a finding again after lines have moved, and tells equal ones apart", () => {
        const fingerprints = (line: number) => {
            const moved = raw("web", "web.yaml", line);
            return resultsOf(logOf(toReport([judged(moved), judged(moved)], [moved], [], "-"))).map(
                ({ partialFingerprints }) => partialFingerprints,
            );
        };
        assert.deepEqual(fingerprints(1), fingerprints(90));
        assert.equal(new Set(fingerprints(1).map((one) => JSON.stringify(one))).size, 2);
    });

    it("places what has no file in the default one, with a fingerprint of its own for GitHub", () => {
        const { origin: _, ...cluster } = raw("web", "", 1);
        const [result] = resultsOf(logOf(toReport([judged(cluster)], [cluster], [], "Pulumi.prod.yaml")));
        assert.equal(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, "Pulumi.prod.yaml");
        assert.ok(result?.partialFingerprints?.primaryLocationLineHash);
    });

    it("leaves GitHub's fingerprint to GitHub, save for further findings of a rule on one line", () => {
        const both = { ...judged(web), path: "spec.template.spec.containers[1].securityContext.privileged" };
        const results = resultsOf(logOf(toReport([judged(web), judged(web, sampleAdvice), both], [web], [], "-")));
        const given = results.map(
            ({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash !== undefined,
        );
        assert.deepEqual(given, [false, true, false]);
    });

    it("says what could not be read, and that the run was therefore not complete", () => {
        const fault = { file: "bad.yaml", line: 3, column: 7, message: "a tab", next: "Use spaces." };
        const [invocation] = logOf(toReport([], [], [fault], "-")).runs[0]?.invocations ?? [];
        assert.equal(invocation?.executionSuccessful, false);
        const [notification] = invocation?.toolExecutionNotifications ?? [];
        assert.equal(notification?.message.text, "a tab. Use spaces.");
        assert.equal(notification?.locations?.[0]?.physicalLocation?.region?.startLine, 3);
    });
});
