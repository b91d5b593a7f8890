import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../toolchain/paths";

interface Found {
    readonly rule: string;
    readonly urn?: string;
    readonly resource?: { readonly urn: string };
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

    function identities(found: readonly Found[]): readonly string[] {
        const all = found.map(({ rule, ...of }) => `${rule} ${of.urn ?? of.resource?.urn}`);
        return [...new Set(all)].sort();
    }

    it("finds in a preview what the pack finds in it", async () => {
        const [checked, previewed] = await Promise.all([
            platform("check", "--stack", "prod", "--offline", "--format", "json"),
            platform("preview", "prod", "--offline", "--json"),
        ]);
        const { policyViolations } = JSON.parse(previewed);
        assert.ok(policyViolations.length > 10, `${policyViolations.length} findings`);
        assert.deepEqual(identities(JSON.parse(checked)), identities(policyViolations));
    });
});
