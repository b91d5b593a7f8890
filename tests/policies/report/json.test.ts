import assert from "node:assert/strict";
import { jsonReport } from "../../../policies/report/json";
import { toReport } from "../../../policies/report/report";
import { HOSTILE, judged, raw, sampleAdvice, sampleRule } from "./sample";

describe("a JSON report", () => {
    const text = (...args: Parameters<typeof toReport>) => [...jsonReport(toReport(...args))].join("");

    it("is an empty array where nothing is found", () => {
        assert.deepEqual(JSON.parse(text([], [], [], "-")), []);
    });

    it("has one object on one line for each finding, with what is there apart from where and what to do", () => {
        const web = raw("web", "web.yaml", 10);
        const lines = text([judged(web), judged(web, sampleAdvice)], [web], [], "-")
            .trim()
            .split("\n");
        assert.equal(lines.length, 4);
        assert.deepEqual(JSON.parse(lines[1]?.replace(/,$/, "") ?? ""), {
            rule: sampleRule.id,
            severity: "critical",
            level: "mandatory",
            resource: { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" },
            path: "spec.template.spec.containers[0].securityContext.privileged",
            message: "true, allowed: false or nothing",
            fix: sampleRule.fix,
            file: "web.yaml",
            line: 14,
            column: 3,
        });
    });

    it("names the type of what is no Kubernetes object, and its URN", () => {
        const urn = "urn:pulumi:prod::shop::aws:kms/key:Key::main";
        const key = { type: "aws:kms/key:Key", props: {}, name: "main", urn };
        const [finding] = JSON.parse(text([judged(key)], [key], [], "state.json"));
        assert.deepEqual(finding.resource, { name: "main", urn, type: "aws:kms/key:Key" });
        assert.equal(finding.file, "state.json");
    });

    it("leaves out the resource of a finding that concerns the whole stack", () => {
        const [finding] = JSON.parse(text([judged(undefined)], [], [], "-"));
        assert.equal("resource" in finding, false);
    });

    it("keeps hostile names as they are, in valid JSON", () => {
        const hostile = raw(HOSTILE, "x.yaml", 1);
        const [finding] = JSON.parse(text([judged(hostile)], [hostile], [], "-"));
        assert.equal(finding.resource.name, HOSTILE);
    });

    it("orders findings by file, line and rule, in whatever order they were found", () => {
        const [a, b, c] = [raw("a", "a.yaml", 9), raw("b", "a.yaml", 10), raw("c", "b.yaml", 1)];
        const all = [judged(c), judged(b), judged(a, sampleAdvice), judged(a), judged(undefined)];
        const order = (found: typeof all) =>
            JSON.parse(text(found, [a, b, c], [], "-")).map(
                ({ file, line, rule }: { file: string; line?: number; rule: string }) => `${file}:${line} ${rule}`,
            );
        assert.deepEqual(order(all), [
            "-:undefined psa-privileged",
            "a.yaml:13 psa-privileged",
            "a.yaml:13 single-replica",
            "a.yaml:14 psa-privileged",
            "b.yaml:5 psa-privileged",
        ]);
        assert.deepEqual(order([...all].reverse()), order(all));
    });
});
