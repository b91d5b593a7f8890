import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";
import { DOCUMENTED } from "../docs/commands";

describe("A command of the documentation", function () {
    this.timeout(180_000);
    let home: string;
    before(() => {
        home = mkdtempSync(join(tmpdir(), "eks-platform-docs-"));
    });
    after(() => rmSync(home, { recursive: true, force: true }));

    for (const [command, documented] of DOCUMENTED) {
        if (!("run" in documented)) {
            continue;
        }
        const { run, shows, exitCode = 0 } = documented;
        it(`does what it says: ${command}`, () => {
            const { status, stdout, stderr } = spawnSync(
                process.execPath,
                [join(projectRoot(), "bin", "platform.mjs"), ...run],
                {
                    cwd: projectRoot(),
                    encoding: "utf8",
                    env: { ...process.env, EKS_PLATFORM_HOME: home, NO_COLOR: "1" },
                },
            );
            if (exitCode !== "any") {
                assert.equal(status, exitCode, `${stdout}${stderr}`);
            }
            assert.match(stdout, shows);
        });
    }
});
