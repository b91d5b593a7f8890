import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheDirectory, projectRoot } from "../../../toolchain/paths";
import { WORKFLOWS, workflows } from "../../workflows/workflows";

const LINT = join(projectRoot(), "tests", "lint");

describe("The workflows", function () {
    // The tools are built or fetched once on a machine.
    this.timeout(300_000);

    it("have no fault that actionlint knows", function () {
        const files = [...workflows().keys()].map((file) => join(WORKFLOWS, file));
        const { error, status, stdout, stderr } = spawnSync("go", ["tool", "actionlint", ...files], {
            cwd: join(LINT, "go"),
            encoding: "utf8",
            env: { ...process.env, GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "local" },
        });
        if (error !== undefined) {
            console.log("      skipped: actionlint is built with Go, which is not on this machine");
            return this.skip();
        }
        assert.equal(status, 0, stdout + stderr);
    });

    it("have no hole that zizmor knows", function () {
        const zizmor = installZizmor();
        if (zizmor === undefined) {
            console.log(
                "      skipped: zizmor is installed with Python, which is not on this machine, or cannot be had",
            );
            return this.skip();
        }
        const { status, stdout, stderr } = spawnSync(zizmor, ["--offline", "--no-progress", WORKFLOWS], {
            encoding: "utf8",
        });
        assert.equal(status, 0, stdout + stderr);
    });

    it("pin every action by its commit, with its version beside it", () => {
        for (const file of workflows().keys()) {
            const uses = readFileSync(join(WORKFLOWS, file), "utf8").match(/uses: .*/g) ?? [];
            for (const line of uses) {
                assert.match(line, /^uses: [\w-]+\/[\w-]+(\/[\w-]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, file);
            }
        }
    });

    it("let a job do nothing that it does not say", () => {
        for (const [file, { permissions, jobs }] of workflows()) {
            assert.deepEqual(permissions, {}, file);
            for (const [name, job] of Object.entries(jobs)) {
                assert.ok(job.permissions, `${file} ${name}`);
            }
        }
    });

    it("give a pull request nothing but the right to read", () => {
        for (const [file, { on, jobs }] of workflows()) {
            assert.ok(!Object.hasOwn(on, "pull_request_target"), file);
            if (Object.hasOwn(on, "pull_request")) {
                for (const job of Object.values(jobs)) {
                    assert.deepEqual(job.permissions, { contents: "read" }, file);
                }
                assert.doesNotMatch(readFileSync(join(WORKFLOWS, file), "utf8"), /secrets\.|id-token|AWS_/, file);
            }
        }
    });
});

/** The pinned zizmor, installed once into the cache; undefined where it cannot be. */
function installZizmor(): string | undefined {
    const requirements = join(LINT, "requirements.txt");
    const [, version] = /^zizmor==(.+)$/m.exec(readFileSync(requirements, "utf8")) ?? [];
    const folder = join(cacheDirectory(), "lint", `zizmor-${version}`);
    const program = join(folder, "bin", "zizmor");
    if (existsSync(program)) {
        return program;
    }
    const made = spawnSync("python3", ["-m", "venv", folder]).status === 0;
    const pip = join(folder, "bin", "pip");
    return made && spawnSync(pip, ["install", "--quiet", "--requirement", requirements]).status === 0
        ? program
        : undefined;
}
