import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";

/** Commits whose stacks are out there, with what each was. A new one belongs here with each release. */
const COMMITS = new Map([
    ["11dcd5c38", "before reports and reviewed updates"],
    ["9a893f1c9", "before the ways to the API server, to nodes and to storage"],
]);

for (const [commit, what] of COMMITS) {
    describe(`Stacks as ${commit} made them (${what})`, function () {
        this.timeout(0);
        let home: string;
        before(function () {
            const known = spawnSync("git", ["-C", projectRoot(), "cat-file", "-e", `${commit}^{commit}`]);
            if (known.status !== 0) {
                process.stdout.write(`      skipped: this clone does not have ${commit}; git fetch --unshallow\n`);
                this.skip();
            }
            home = mkdtempSync(join(tmpdir(), "eks-platform-upgrade-"));
        });
        after(() => home && rmSync(home, { recursive: true, force: true }));

        for (const stack of ["dev", "prod"]) {
            it(`lose nothing when ${stack} is updated to what it is now`, () => {
                const args = ["preview", stack, "--offline", "--since", commit, "--json"];
                const preview = spawnSync(process.execPath, [join(projectRoot(), "bin", "platform.mjs"), ...args], {
                    ...{ encoding: "utf8", cwd: projectRoot(), maxBuffer: 256 * 1024 * 1024 },
                    env: { ...process.env, EKS_PLATFORM_HOME: home, NO_COLOR: "1" },
                });
                assert.equal(preview.status, 0, preview.stderr);
                const { isCompared, changes, dangers } = JSON.parse(preview.stdout);
                assert.equal(isCompared, true, "there was no base to compare with");
                assert.ok(changes.same > 100, JSON.stringify(changes));
                assert.deepEqual([dangers, changes.replace, changes.delete], [[], undefined, undefined]);
            });
        }
    });
}
