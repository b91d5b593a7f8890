import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { nameOf } from "../../core/engine/urn";
import { projectRoot } from "../../toolchain/paths";

interface Found {
    readonly rule: string;
    readonly urn?: string;
    readonly resource?: unknown;
}

describe("platform check --stack", function () {
    this.timeout(180_000);
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-check-"));
        // Every rule at a level that stops nothing.
        writeFileSync(join(folder, "all.json"), JSON.stringify({ all: "advisory" }));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    async function platform(...args: readonly string[]): Promise<string> {
        const env = { ...process.env, EKS_PLATFORM_HOME: join(folder, "home") };
        const command = [join(projectRoot(), "bin", "platform.mjs"), ...args, "--policy-config", "all.json"];
        const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
        return (await promisify(execFile)(process.execPath, command, options)).stdout;
    }

    /** What the pack told the engine: each rule with the resources that break it, and how many findings there are. */
    function packFindings(report: string): { readonly identities: readonly string[]; readonly count: number } {
        const [, advice = ""] = stripVTControlCharacters(report).split("\nPolicy advice\n");
        let rule = "";
        const found = advice.split("\n").flatMap((line) => {
            rule = /^ {2}([a-z0-9-]+): /.exec(line)?.[1] ?? rule;
            const resource = /^ {4}[\w:./]+ (\S+)$/.exec(line)?.[1];
            return resource === undefined ? [] : [`${rule} ${resource}`];
        });
        const count = Number(/policies +0 violations, (\d+) advice/.exec(advice)?.[1]);
        return { identities: sorted(found), count };
    }

    const sorted = (found: readonly string[]) => [...new Set(found)].sort();

    it("finds in a preview what the pack finds in it, and so does the review of the preview", async () => {
        const checked: readonly Found[] = JSON.parse(
            await platform("check", "--stack", "prod", "--offline", "--format", "json"),
        );
        const pack = packFindings(await platform("preview", "prod", "--offline", "--no-rehearsal"));
        const { findings }: { findings: readonly Found[] } = JSON.parse(
            await platform("preview", "prod", "--offline", "--no-rehearsal", "--json"),
        );
        assert.ok(pack.count > 10, `${pack.count} findings`);
        assert.deepEqual([checked.length, findings.length], [pack.count, pack.count]);
        const names = (found: readonly Found[]) =>
            sorted(found.map(({ rule, urn, resource }) => `${rule} ${nameOf(urn ?? Object(resource).urn)}`));
        assert.deepEqual(names(checked), pack.identities);
        assert.deepEqual(names(findings), pack.identities);
    });
});
