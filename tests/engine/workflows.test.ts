import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { GithubServer } from "../workflows/github-server";
import { canBeOffline, Runner } from "../workflows/runner";
import { type Workflow, workflows } from "../workflows/workflows";

const STACK = "prod";

describe("The workflows of a pull request from a fork", function () {
    this.timeout(600_000);
    let runner: Runner;
    let server: GithubServer;
    let github: Readonly<Record<string, string>>;

    before(async function () {
        if (!canBeOffline()) {
            process.stdout.write(
                "  skipped: unshare makes no network of its own here, and with one nothing would be shown\n",
            );
            this.skip();
        }
        runner = new Runner();
        server = new GithubServer();
        github = await server.start();
    });

    after(() => {
        server?.close();
        runner?.close();
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

    it("preview the change without a secret and without a network but the packages', and post one comment", async () => {
        const head = push(() =>
            runner.edit(`Pulumi.${STACK}.yaml`, (text) =>
                text.replace("retail-store: { replicas: 3 }", "retail-store: { replicas: 4 }"),
            ),
        );
        const preview = await run("preview.yml", "preview", []);
        assert.ok(preview.isWhole, preview.log);
        const review = (file: string) => readFileSync(join(runner.temp, "preview", file), "utf8");
        assert.match(review(`report-${STACK}.html`), /^<!doctype html>/i);
        assert.equal(JSON.parse(review("findings.sarif")).version, "2.1.0");
        assert.match(review("comment.md"), /spec\.replicas`: ~~`3`~~ → `4`/);
        assert.doesNotMatch(review("comment.md"), /uncommitted/);
        assert.ok(review("comment.md").length < 65_536);
        assert.match(preview.summary, /replicas/);
        // Without a network charts come from the machine's cache; of those that are not there both say so.
        const isClosed = preview.log.includes("::warning::Not every chart could be had");
        assert.equal(/the chart is not on this machine/.test(review("comment.md")), isClosed);

        const posted = await run("comment.yml", "comment", [], head);
        assert.ok(posted.isWhole, posted.log);
        assert.equal(posted.output, "number=7\n");
        assert.deepEqual(
            server.comments.get("7")?.map(({ body }) => body),
            [review("comment.md")],
        );
    });

    it("edit the comment with the next push", async () => {
        const head = push(() =>
            runner.edit(`Pulumi.${STACK}.yaml`, (text) => text.replace("replicas: 4", "replicas: 2")),
        );
        rmSync(join(runner.temp, "preview"), { recursive: true });
        // The packages are those of the first push.
        const preview = await run("preview.yml", "preview", ["Install the packages"]);
        assert.ok(preview.isWhole, preview.log);
        const posted = await run("comment.yml", "comment", [], head);
        assert.ok(posted.isWhole, posted.log);
        const [comment, ...others] = server.comments.get("7") ?? [];
        assert.deepEqual(others, []);
        assert.match(comment?.body ?? "", /spec\.replicas`: ~~`3`~~ → `2`/);
    });

    it("say in the comment why a change that is at fault is not previewed", async () => {
        const head = push(() =>
            runner.edit(`Pulumi.${STACK}.yaml`, (text) => text.replace("replicas: 2", "replicas: many")),
        );
        rmSync(join(runner.temp, "preview"), { recursive: true });
        const preview = await run("preview.yml", "preview", ["Install the packages"]);
        assert.ok(!preview.isWhole);
        assert.ok((await run("comment.yml", "comment", [], head)).isWhole);
        const [comment, ...others] = server.comments.get("7") ?? [];
        assert.deepEqual(others, []);
        assert.match(comment?.body ?? "", /applications\.retail-store\.replicas/);
        runner.git("checkout", "--quiet", "main");
    });

    it("read the calendar, and keep an issue while something leaves its support", async () => {
        const workflow = workflows().get("versions.yml") as Workflow;
        const expressions = { "matrix.stack": STACK, "github.token": "t0ken" };
        const { isWhole, log } = await runner.run(workflow, "versions", { expressions, env: github }, [
            "Install the packages",
        ]);
        assert.ok(isWhole, log);
        const says = existsSync(join(runner.clone, "versions.txt"));
        assert.match(log, says ? /opened #/ : /nothing to say/);
    });
});
