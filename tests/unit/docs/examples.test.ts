import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";

const read = (path: string) => readFileSync(join(projectRoot(), path), "utf8");

describe("The page on writing a rule", () => {
    it("shows a rule as it is", () => {
        const page = read("docs/write-a-rule.md");
        const file = /`(policies\/rules\/[\w/-]+\.ts)`, is complete/.exec(page)?.[1];
        assert(file);
        assert(page.includes(`\`\`\`ts\n${read(file).trimEnd()}\n\`\`\``), `the page no longer shows ${file}`);
    });
});

describe("The page on checks", function () {
    this.timeout(30_000);
    const page = read("docs/check.md");
    let folder: string;

    const ACCESS = [
        "apiVersion: rbac.authorization.k8s.io/v1",
        "kind: ClusterRole",
        "metadata:",
        "  name: shop-operator",
        "rules:",
        '  - apiGroups: [""]',
        '    resources: ["*"]',
        "    verbs: [get, list]",
        "",
    ].join("\n");

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-docs-"));
        mkdirSync(join(folder, "deploy"));
        writeFileSync(join(folder, "deploy", "access.yaml"), ACCESS);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function check(...args: readonly string[]): string {
        const command = [join(projectRoot(), "bin", "platform.mjs"), "check", "deploy/access.yaml", ...args];
        return spawnSync(process.execPath, command, { encoding: "utf8", cwd: folder }).stdout;
    }

    it("shows the report that a check prints", () => {
        const report = `$ platform check deploy/access.yaml\n${check()}`;
        assert(page.includes(`\`\`\`\n${report}\`\`\``), `the page does not show this:\n${report}`);
    });

    it("shows a finding as --format json has it", () => {
        const shown = /^ {2}(\{"rule":"rbac-wildcard".*\})$/m.exec(page)?.[1];
        assert(shown);
        const findings: { rule: string }[] = JSON.parse(check("--format", "json"));
        assert.deepEqual(
            JSON.parse(shown),
            findings.find(({ rule }) => rule === "rbac-wildcard"),
        );
    });
});
