import assert from "node:assert/strict";
import { helmRendered } from "../../../policies/judging/helm-rendered";
import { undeterminedRelation, undeterminedRule } from "../../../policies/judging/undetermined";
import { toReport } from "../../../policies/report/report";
import { textReport } from "../../../policies/report/text";
import { HOSTILE, judged, raw, sampleAdvice } from "./sample";

describe("a report for a reader", () => {
    const [web, api] = [raw("web", "deploy/web.yaml", 10), raw("api", "deploy/api.yaml", 1)];

    function linesOf(columns: number, color: boolean, ...args: Parameters<typeof toReport>): string[] {
        return [...textReport(toReport(...args), { color, columns })].join("").trimEnd().split("\n");
    }

    it("lists findings below their file and resource, at a place that an editor opens", () => {
        const lines = linesOf(120, false, [judged(web), judged(web, sampleAdvice), judged(api)], [web, api], [], "-");
        assert.deepEqual(
            lines.filter((line) => !line.startsWith("      ")),
            [
                "deploy/api.yaml",
                "  Deployment shop/api",
                "    mandatory  psa-privileged  deploy/api.yaml:5:3",
                "",
                "deploy/web.yaml",
                "  Deployment shop/web",
                "    mandatory  psa-privileged  deploy/web.yaml:14:3",
                "    advisory  single-replica  deploy/web.yaml:14:3",
                "",
                "2 violations, 1 advice in 2 of 2 resources (2 files)",
            ],
        );
    });

    it("names no place where the source has no lines", () => {
        const { origin: _, ...cluster } = web;
        const lines = linesOf(120, false, [judged(cluster)], [cluster], [], "Pulumi.prod.yaml");
        assert.deepEqual(lines.slice(0, 3), [
            "Pulumi.prod.yaml",
            "  Deployment shop/web",
            "    mandatory  psa-privileged",
        ]);
    });

    it("keeps to the width, and breaks lines between words alone", () => {
        const message = `${"long words in a row ".repeat(20)}end`;
        for (const columns of [80, 120]) {
            const lines = linesOf(columns, false, [judged(web, undefined, message)], [web], [], "-");
            assert.ok(
                lines.every((line) => line.length <= columns),
                lines.join("\n"),
            );
            assert.match(lines.map((line) => line.trim()).join(" "), new RegExp(message.replaceAll("  ", " ")));
        }
    });

    it("has colours only where they were asked for", () => {
        assert.ok(
            linesOf(80, true, [judged(web)], [web], [], "-")
                .join("\n")
                .includes("\u001b[31m"),
        );
        assert.ok(
            !linesOf(80, false, [judged(web)], [web], [], "-")
                .join("\n")
                .includes("\u001b"),
        );
    });

    it("shows control characters instead of sending them to the terminal", () => {
        const hostile = raw(HOSTILE, HOSTILE, 1);
        const lines = linesOf(80, false, [judged(hostile, undefined, HOSTILE)], [hostile], [], "-");
        assert.doesNotMatch(lines.join(""), /\p{Cc}|\p{Cs}/u);
        assert.match(lines[1] ?? "", /\\u001b\[31m/);
    });

    it("counts each resource once, and says what was not checked", () => {
        const fault = { file: "bad.yaml", message: "a tab", next: "Use spaces." };
        const lines = linesOf(
            80,
            false,
            [judged(web), judged(web), judged(api, undeterminedRule), judged(web, undeterminedRelation)],
            [web, api],
            [fault],
            "-",
        );
        assert.deepEqual(lines.slice(-2), [
            "2 violations, 2 advice in 2 of 2 resources (2 files)",
            "Not checked: 1 place that could not be read, 1 resource with values that are not known yet, " +
                "1 resource of which it is not known whether it fits the others",
        ]);
    });

    it("counts Helm releases that were left closed", () => {
        const lines = linesOf(80, false, [judged(web, helmRendered), judged(api, helmRendered)], [web, api], [], "-");
        assert.equal(lines.at(-1), "Not checked: 2 Helm releases that could not be opened");
    });

    it("counts the members of a list, and no resource for what concerns the stack", () => {
        const list = {
            type: "kubernetes:core/v1:List",
            props: { apiVersion: "v1", kind: "List", items: [web.props, api.props] },
        };
        const lines = linesOf(80, false, [judged(undefined)], [list], [], "all.yaml");
        assert.equal(lines.at(-1), "1 violation, 0 advice in 2 resources (1 file)");
    });

    it("gives the log of a GitHub workflow no command, and leaves addresses alone", () => {
        for (const hostile of [
            "::error file=a::b",
            "a ::set-output name=b::c",
            "a\n::stop-commands::x",
            "##[error]b",
        ]) {
            const finding = judged(web, sampleAdvice, `the key ${hostile} is there`);
            const report = linesOf(20, false, [finding], [web], [], "-").join("\n");
            assert.doesNotMatch(report, /^\s*::\w|##\[/m);
        }
        const open = judged(web, sampleAdvice, "open to ::/0, ::ffff:0:0/96 and 0.0.0.0/0");
        assert.match(linesOf(200, false, [open], [web], [], "-").join("\n"), /open to ::\/0, ::ffff:0:0\/96 and/);
    });
});
