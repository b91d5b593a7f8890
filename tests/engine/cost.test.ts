import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { costOf } from "../../review/cost/cost";
import { type Cost, costSchema } from "../../review/model/cost";
import { projectRoot } from "../../toolchain/paths";
import { recordedStack } from "../unit/review/recorded";

/** What is priced, by the resource's name, which is what the recorded graph and a real run share. */
function amounts({ items }: Cost): readonly string[] {
    return items
        .filter(({ monthly }) => monthly !== undefined)
        .map(({ urn, part, monthly }) => `${urn.split("::").at(-1)} ${part ?? ""} ${monthly}`)
        .toSorted();
}

describe("platform cost", function () {
    this.timeout(180_000);
    const home = mkdtempSync(join(tmpdir(), "eks-platform-cost-"));
    after(() => rmSync(home, { recursive: true, force: true }));

    it("prices a preview by the real engine as it prices what the program asks for", async () => {
        const command = [join(projectRoot(), "bin", "platform.mjs"), "cost", "prod", "--offline", "--json"];
        const env = { ...process.env, EKS_PLATFORM_HOME: home };
        const { stdout } = await promisify(execFile)(process.execPath, command, { env, maxBuffer: 64 * 1024 * 1024 });
        const [found, expected] = [costSchema.parse(JSON.parse(stdout)), costOf(recordedStack("prod"))];
        assert.ok(expected);
        assert.deepEqual(amounts(found), amounts(expected));
        assert.deepEqual(
            found.items.filter(({ basis }) => basis === "unknown"),
            [],
        );
        assert.equal(found.monthly, expected.monthly);
    });
});
