import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GithubServer } from "../workflows/github-server";
import { Runner } from "../workflows/runner";
import { type Workflow, workflows } from "../workflows/workflows";

const STACK = "prod";

describe("The workflows of a pull request from a fork", function () {
    this.timeout(600_000);
    let runner: Runner;
    let server: GithubServer;
    let github: Readonly<Record<string, string>>;

    before(async () => {
        runner = new Runner();
        server = new GithubServer();
        github = await server.start();
    });

    after(() => {
        server.close();
        runner.close();
    });

    /** Commits an edit on a branch and checks out its merge with main, as GitHub does for a pull request. */
    function push(edit: () => void): string {
        runner.git("checkout", "--quiet", "-B", "change", server.pulls.size === 0 ? "origin/main" : "change");
        edit();
        runner.git("commit", "--quiet", "--all", "--message", "Change the stack");
        const head = runner.git("rev-parse", "HEAD");
        runner.git("checkout", "--quiet", "--detach", "origin/main");
        runner.git("merge", "--quiet", "--no-ff", "--no-edit", "change");
        server.pulls.set("7", { state: "open", head: { sha: head } });
        return head;
    }

    function run(file: string, job: string, skipped: readonly string[], head = "") {
        const workflow = workflows().get(file) as Workflow;
        const expressions = {
            "matrix.stack": STACK,
            "github.event.pull_request.number": "7",
            "github.event.workflow_run.head_sha": head,
            "github.token": "t0ken",
        };
        const isPreview = file === "preview.yml";
        return runner.run(workflow, job, { expressions, env: isPreview ? {} : github, isOffline: isPreview }, skipped);
    }

    it("preview the change without a secret and without a network but the packages', and post one comment", () => {
        const head = push(() =>
            runner.edit(`Pulumi.${STACK}.yaml`, (text) => text.replace(/replicas: \d+/, "replicas: 7")),
        );
        const preview = run("preview.yml", "preview", []);
        assert.ok(preview.isWhole, preview.log);
        const review = (file: string) => readFileSync(join(runner.clone, "review", file), "utf8");
        assert.match(review(`report-${STACK}.html`), /^<!doctype html>/i);
        assert.equal(JSON.parse(review("findings.sarif")).version, "2.1.0");
        assert.match(review("comment.md"), /replicas/);
        assert.ok(review("comment.md").length < 65_536);
        assert.match(preview.summary, /replicas/);

        const posted = run("comment.yml", "comment", [], head);
        assert.ok(posted.isWhole, posted.log);
        assert.equal(posted.output, "number=7\n");
        assert.deepEqual(
            server.comments.get("7")?.map(({ body }) => body),
            [review("comment.md")],
        );
    });

    it("edit the comment with the next push", () => {
        const head = push(() =>
            runner.edit(`Pulumi.${STACK}.yaml`, (text) => text.replace("replicas: 7", "replicas: 8")),
        );
        runner.git("clean", "--quiet", "--force", "-d", "review");
        assert.ok(!existsSync(join(runner.clone, "review")));
        // The packages are those of the first push.
        const preview = run("preview.yml", "preview", ["Install the packages"]);
        assert.ok(preview.isWhole, preview.log);
        assert.ok(run("comment.yml", "comment", [], head).isWhole);
        const [comment, ...others] = server.comments.get("7") ?? [];
        assert.deepEqual(others, []);
        assert.match(comment?.body ?? "", /8/);
    });

    it("read the calendar, and keep an issue while something leaves its support", () => {
        const workflow = workflows().get("versions.yml") as Workflow;
        const expressions = { "matrix.stack": STACK, "github.token": "t0ken" };
        const { isWhole, log } = runner.run(workflow, "versions", { expressions, env: github }, [
            "Install the packages",
        ]);
        assert.ok(isWhole, log);
        const says = existsSync(join(runner.clone, "versions.txt"));
        assert.match(log, says ? /opened #/ : /nothing to say/);
    });
});
