import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CoreV1Api } from "@kubernetes/client-node";
import { GithubServer } from "../workflows/github-server";
import { Runner } from "../workflows/runner";
import { type Workflow, workflows } from "../workflows/workflows";
import { kubernetes, platform } from "./platform-run";

/** The stack that lives where a test may change it. */
const STACK = "local";

describe("The workflows of the default branch", function () {
    this.timeout(600_000);
    let runner: Runner;
    let server: GithubServer;
    let home: string;
    let env: Readonly<Record<string, string>>;

    before(async () => {
        runner = new Runner();
        server = new GithubServer();
        home = mkdtempSync(join(tmpdir(), "eks-platform-workflows-"));
        const programs = runner.programs({ gh: '#!/bin/sh\necho "$NEWEST"\n' });
        env = {
            ...(await server.start()),
            ...programs,
            EKS_PLATFORM_HOME: home,
            GITHUB_REF_NAME: "main",
            GITHUB_SHA: runner.git("rev-parse", "HEAD"),
            NEWEST: runner.git("rev-parse", "HEAD"),
        };
        const { exitCode, output } = await platform(home, ["local", "up"]).ended;
        assert.equal(exitCode, 0, output);
    });

    after(async () => {
        server.close();
        await platform(home, ["local", "down"]).ended;
        runner.close();
        rmSync(home, { recursive: true, force: true });
    });

    function run(file: string, job: string, more: Readonly<Record<string, string>> = {}) {
        const workflow = workflows().get(file) as Workflow;
        const expressions = {
            "matrix.stack": STACK,
            "github.token": "t0ken",
            "vars.PULUMI_BACKEND_URL": "file:///nowhere",
        };
        // The packages are installed once.
        const skipped = existsSync(join(runner.clone, "node_modules")) ? ["Install the packages"] : [];
        return runner.run(workflow, job, { expressions, env: { ...env, ...more } }, skipped);
    }

    /** The second job begins with a checkout of its own. */
    const checkOutAnew = () => runner.git("clean", "--quiet", "--force", "-d");

    it("do not run a commit that is not the newest any more", async () => {
        const { isWhole, log } = await run("up.yml", "up", { NEWEST: "f".repeat(40) });
        assert.ok(!isWhole);
        assert.match(log, /main is at f{40} by now/);
    });

    it("preview the stack, keep the review, and bring up what was reviewed", async () => {
        const plan = await run("up.yml", "plan");
        assert.ok(plan.isWhole, plan.log);
        assert.match(readFileSync(join(runner.clone, `report-${STACK}.html`), "utf8"), /^<!doctype html>/i);
        checkOutAnew();
        const up = await run("up.yml", "up");
        assert.ok(up.isWhole, up.log);
        assert.match(up.log, /up local\S*: \S*succeeded/);
    });

    it("change nothing where other files are there than were reviewed", async () => {
        const plan = await run("up.yml", "plan");
        assert.ok(plan.isWhole, plan.log);
        checkOutAnew();
        runner.edit(`Pulumi.${STACK}.yaml`, (text) =>
            text.replace("retail-store: {}", "retail-store: { replicas: 3 }"),
        );
        const edited = await run("up.yml", "up");
        assert.ok(!edited.isWhole);
        assert.match(edited.log, /changes that are not committed, and so were not reviewed/);
        runner.git("commit", "--quiet", "--all", "--message", "More replicas");
        const committed = await run("up.yml", "up");
        runner.git("reset", "--quiet", "--hard", "HEAD~1");
        assert.ok(!committed.isWhole);
        assert.match(committed.log, /was reviewed, and [0-9a-f]{12} is checked out, whose files are others/);
    });

    it("find no drift, then say what was changed by hand in one issue, and close it when it is over", async () => {
        assert.match((await run("drift.yml", "drift")).log, /nothing to say/);
        const core = kubernetes(home).makeApiClient(CoreV1Api);
        const { items } = await core.listNamespacedConfigMap({ namespace: "retail-store" });
        const [map] = items.filter(({ metadata }) => metadata?.name !== "kube-root-ca.crt" && metadata?.labels);
        assert.ok(map?.metadata?.name);
        const was = { ...map.data };
        const put = (data: Record<string, string>) =>
            core.replaceNamespacedConfigMap({
                ...{ name: map.metadata?.name ?? "", namespace: "retail-store" },
                body: { ...map, metadata: { ...map.metadata, resourceVersion: "" }, data },
            });
        const [key = ""] = Object.keys(was);
        await put({ ...was, [key]: "by hand" });
        const drift = await run("drift.yml", "drift");
        assert.ok(drift.isWhole, drift.log);
        assert.match(drift.log, /opened #/);
        assert.match(server.issues[0]?.body ?? "", /by hand/);
        assert.ok(!server.issues[0]?.body.includes("\u001b"));
        await put(was);
        assert.match((await run("drift.yml", "drift")).log, /closed #/);
        assert.equal(server.issues[0]?.state, "closed");
    });
});
