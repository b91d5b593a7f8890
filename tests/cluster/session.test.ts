import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { ApiSessions, HostGone } from "../../cli/engine/sessions/api-sessions";
import { projectRoot } from "../../toolchain/paths";
import { eventually, requireKubectl, usePlane } from "./plane";
import { type StandInAws, standInAws } from "./stand-in-aws";

const HOST = "kubernetes.default.svc";

describe("A session to an API server", function () {
    this.timeout(120_000);
    const plane = usePlane();
    let folder: string;
    let aws: StandInAws;
    let sessions: ApiSessions;
    let notes: string[];
    let path: string | undefined;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-session-"));
        aws = standInAws(folder, Number(new URL(plane().cluster.server).port));
        path = process.env.PATH;
        process.env.PATH = `${aws.path}:${path}`;
        notes = [];
        sessions = new ApiSessions("test", (note) => notes.push(note));
    });
    afterEach(async () => {
        await sessions.close();
        process.env.PATH = path;
        rmSync(folder, { recursive: true, force: true });
    });

    /** The plane's kubeconfig as EKS would give it: the host is known inside of its network alone. */
    function request(host = HOST) {
        const kubeconfig = parse(readFileSync(plane().cluster.kubeconfigPath, "utf8"));
        kubeconfig.clusters[0].cluster.server = `https://${host}`;
        return { instanceId: "i-0123456789abcdef0", region: "eu-west-1", kubeconfig: JSON.stringify(kubeconfig) };
    }

    // Never the synchronous one: what it connects to is in this process.
    const kubectl = (...args: readonly string[]) =>
        promisify(execFile)("kubectl", ["--kubeconfig", sessions.kubeconfig, ...args]);

    const isRunning = (pid: number) => {
        try {
            return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
        } catch {
            return false;
        }
    };
    const gone = (pids: readonly number[]) =>
        eventually("no process of a session is left", async () => (pids.some(isRunning) ? undefined : true), 10_000);

    it("leads kubectl through a port to the server, whose certificate it holds against the server's own name", async function () {
        requireKubectl(this);
        await sessions.open(request());
        assert.match((await kubectl("get", "namespaces")).stdout, /kube-system/);
        const [call = []] = aws.calls();
        assert.deepEqual(call.slice(0, 6), [
            "ssm",
            "start-session",
            "--region",
            "eu-west-1",
            "--target",
            "i-0123456789abcdef0",
        ]);
        assert.ok(call.includes("AWS-StartPortForwardingSessionToRemoteHost"));
        assert.deepEqual(JSON.parse(call.at(-1) ?? ""), { host: [HOST], portNumber: ["443"] });
        assert.equal(statSync(sessions.kubeconfig).mode & 0o777, 0o600);
    });

    it("trusts no server with another name", async function () {
        requireKubectl(this);
        await sessions.open(request("other.example.com"));
        await assert.rejects(kubectl("get", "namespaces"), /certificate is valid for .* not other\.example\.com/);
    });

    it("opens once for all that ask, and again for the next request after it has ended", async function () {
        requireKubectl(this);
        await Promise.all([sessions.open(request()), sessions.open(request())]);
        assert.equal(aws.calls().length, 1);
        for (const pid of aws.pids()) {
            process.kill(pid, "SIGKILL");
        }
        await eventually("its end is told", async () => notes.find((note) => note.includes("has ended")));
        assert.match((await kubectl("get", "namespaces")).stdout, /kube-system/);
        assert.equal(aws.calls().length, 2);
    });

    const NOT_CONNECTED =
        "An error occurred (TargetNotConnected) when calling the StartSession operation: i-0123456789abcdef0 is not connected.";
    const started = () => aws.calls().filter(([service]) => service === "ssm").length;

    it("waits for an instance whose agent has not come up", async () => {
        aws.failOnce(NOT_CONNECTED);
        aws.instanceIs("running");
        await sessions.open(request());
        assert.equal(started(), 2);
        assert.ok(notes.some((note) => /waiting for i-0123456789abcdef0/.test(note)));
    });

    it("waits, too, where nobody may ask EC2 for the instance", async () => {
        aws.failOnce(NOT_CONNECTED);
        await sessions.open(request());
        assert.equal(started(), 2);
        assert.ok(notes.some((note) => /UnauthorizedOperation/.test(note)));
    });

    for (const state of ["terminated", "shutting-down", undefined]) {
        it(`does not wait for an instance that is ${state ?? "forgotten by EC2"}, and says what makes another`, async () => {
            aws.failOnce(NOT_CONNECTED);
            aws.instanceIs(state);
            await assert.rejects(
                sessions.open(request()),
                (error) =>
                    error instanceof HostGone &&
                    /is (terminated|shutting-down)[\s\S]*npm run up -- test/.test(error.message),
            );
            assert.equal(started(), 1);
            const question = aws.calls().find(([service]) => service === "ec2") ?? [];
            assert.ok(question.includes("Name=instance-id,Values=i-0123456789abcdef0"));
        });
    }

    it("does not wait for an instance that is stopped, and says how to start it", async () => {
        aws.failOnce(NOT_CONNECTED);
        aws.instanceIs("stopped");
        await assert.rejects(sessions.open(request()), /is stopped[\s\S]*start-instances --region eu-west-1/);
        assert.equal(started(), 1);
    });

    const refusals: readonly [what: string, words: string, told: RegExp][] = [
        [
            "a denial",
            "An error occurred (AccessDeniedException): not authorized",
            /not authorized[\s\S]*docs\/first-up\.md/,
        ],
        [
            "a missing plugin",
            "SessionManagerPlugin is not found. Please refer to",
            /no session-manager-plugin[\s\S]*doctor/,
        ],
    ];
    for (const [what, words, told] of refusals) {
        it(`tells ${what} at once, with the next step`, async () => {
            aws.failOnce(words);
            await assert.rejects(sessions.open(request()), told);
            assert.equal(aws.calls().length, 1);
        });
    }

    it("tells of a machine without the AWS CLI", async () => {
        process.env.PATH = onlyShell(folder);
        await assert.rejects(sessions.open(request()), /there is no aws on PATH/);
    });

    it("leaves no process and no file behind", async () => {
        await sessions.open(request());
        const pids = aws.pids();
        assert.ok(pids.length > 0 && pids.every(isRunning));
        await sessions.close();
        await gone(pids);
        assert.ok(!existsSync(sessions.kubeconfig));
    });

    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
        it(`leaves no process behind where ${signal} ends the command`, async () => {
            const script = `
                const { ApiSessions } = require("./cli/engine/sessions/api-sessions");
                const sessions = new ApiSessions("killed", () => {});
                sessions.open(${JSON.stringify(request())}).then(() => console.log("open"));
            `;
            const child = spawn(process.execPath, ["-r", "./bin/register.cjs", "-e", script], { cwd: projectRoot() });
            const ended = new Promise((done) => child.once("exit", done));
            await new Promise((done) => child.stdout.once("data", done));
            const pids = aws.pids();
            assert.ok(pids.length > 0 && pids.every(isRunning));
            child.kill(signal);
            await ended;
            await gone(pids);
        });
    }
});

/** A PATH with a shell and nothing else. */
function onlyShell(folder: string): string {
    const path = join(folder, "shell");
    mkdirSync(path);
    symlinkSync("/bin/sh", join(path, "sh"));
    return path;
}
