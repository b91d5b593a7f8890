import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scratchProject } from "./scratch-project";

describe("platform up --as-reviewed", function () {
    this.timeout(240_000);
    let folder: string;
    let project: string;

    before(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "eks-platform-as-reviewed-")));
        project = scratchProject(folder);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function platform(...args: readonly string[]) {
        return spawnSync(process.execPath, [join(project, "bin", "platform.mjs"), ...args], {
            cwd: project,
            encoding: "utf8",
            maxBuffer: 64 * 1024 * 1024,
            env: { ...process.env, EKS_PLATFORM_HOME: join(folder, "home"), NO_COLOR: "1" },
        });
    }

    function git(...args: readonly string[]): void {
        const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        execFileSync("git", ["-C", project, ...identity, ...args], { stdio: "pipe" });
    }

    it("does what was reviewed, of the files that were reviewed alone", () => {
        const review = ["--output", "review.json", "--output", "report.html"];
        const report = platform("report", "local", "--offline", ...review);
        assert.equal(report.status, 0, report.stderr);

        // A comment changes no step, so that only the files tell it.
        appendFileSync(join(project, "Pulumi.local.yaml"), "# Another comment.\n");
        const dirty = platform("up", "local", "--offline", "--as-reviewed", "review.json");
        assert.equal(dirty.status, 1);
        assert.match(dirty.stderr, /Nothing was changed: there are changes that are not committed/);
        git("commit", "--quiet", "--all", "--message", "other files");
        const other = platform("up", "local", "--offline", "--as-reviewed", "review.json");
        assert.equal(other.status, 1);
        assert.match(other.stderr, /commit [0-9a-f]{12} was reviewed, and [0-9a-f]{12} is checked out/);
        assert.equal(dirty.stdout + other.stdout, "");

        git("reset", "--quiet", "--hard", "HEAD~1");
        const same = platform("up", "local", "--offline", "--as-reviewed", "review.json");
        assert.equal(same.status, 0, same.stdout + same.stderr);
        assert.match(same.stdout, /up local: succeeded/);
    });
});
