import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppsV1Api, CoreV1Api } from "@kubernetes/client-node";
import { type Reach, reachSchema } from "../../review/model/reach";
import { reachOf } from "../../review/reach/reach-of";
import { projectRoot } from "../../toolchain/paths";
import { objectsOf } from "./objects";
import { kubernetes, platform } from "./platform-run";

/** Moments after the command's start at which it is killed: during the boot, the preview, the update and near its end. */
const KILL_AFTER_MILLISECONDS = [1_500, 5_000, 9_000, 12_000];

describe("npm start", function () {
    this.timeout(300_000);
    let home: string;

    before(() => {
        home = mkdtempSync(join(tmpdir(), "eks-platform-start-"));
    });

    after(async () => {
        await platform(home, ["local", "down"]).ended;
        rmSync(home, { recursive: true, force: true });
    });

    it("converges after having been killed at any moment", async () => {
        for (const milliseconds of KILL_AFTER_MILLISECONDS) {
            const run = platform(home, ["start"]);
            await Promise.race([delay(milliseconds), run.ended]);
            run.kill();
            await run.ended;
        }
        const run = await platform(home, ["start"]).ended;
        assert.equal(run.exitCode, 0, run.output);
        assert.match(run.output, /retail-store\s+ui\s+Deployment/);
        assert.deepEqual(await notReady(home), []);
        assert.deepEqual(await duplicates(home), []);
    });

    it("changes nothing the second time, and has as many resources as the README shows", async () => {
        const run = await platform(home, ["start"]).ended;
        assert.equal(run.exitCode, 0, run.output);
        const [, unchanged] = /nothing changes \((\d+) resources/.exec(run.output) ?? [];
        const readme = readFileSync(join(projectRoot(), "README.md"), "utf8");
        assert.equal(unchanged, /resources\s+\+ (\d+) create/.exec(readme)?.[1], run.output);
    });

    it("lets the same workloads reach each other as its preview says, by what the API server has made of the policies", async () => {
        const { stdout, stderr } = spawnSync(
            process.execPath,
            [join(projectRoot(), "bin", "platform.mjs"), "reach", "local", "--json"],
            { encoding: "utf8", env: { ...process.env, EKS_PLATFORM_HOME: home }, maxBuffer: 16 * 1024 * 1024 },
        );
        assert.notEqual(stdout, "", stderr);
        const previewed = reachSchema.parse(JSON.parse(stdout));
        const objects = await objectsOf(join(home, "local"), kubernetes(home));
        assert.ok(objects.some(({ type }) => type.endsWith(":Pod")));
        assert.ok(possible(previewed).length >= 20);
        assert.deepEqual(possible(await reachOf(objects)), possible(previewed));
    });

    it("finds the control plane running when it is to be started alone", async () => {
        const run = await platform(home, ["local", "up"]).ended;
        assert.equal(run.exitCode, 0, run.output);
        assert.match(run.output, /Ready at https:\/\/127\.0\.0\.1:\d+/);
        assert.equal((await platform(home, ["local", "status"]).ended).exitCode, 0);
    });

    it("leaves the API server to refuse a pod that breaks the restricted profile", async () => {
        const pod = {
            metadata: { name: "privileged" },
            spec: {
                containers: [
                    { name: "shell", image: "registry.k8s.io/pause:3.10", securityContext: { privileged: true } },
                ],
            },
        };
        const creation = kubernetes(home).makeApiClient(CoreV1Api);
        await assert.rejects(
            creation.createNamespacedPod({ namespace: "retail-store", body: pod }),
            /violates PodSecurity .*restricted/,
        );
    });

    it("writes files that only the user can read", () => {
        assert.ok(existsSync(join(home, "local", "kubeconfig")));
        const state = readFileSync(join(home, "stacks", "local", "passphrase"), "utf8");
        assert.match(state, /^[0-9a-f]{64}$/);
    });

    it("is undone by npm run down: no process and no file is left", async () => {
        const run = await platform(home, ["local", "down"]).ended;
        assert.equal(run.exitCode, 0, run.output);
        assert.deepEqual(processesNaming(home), []);
        assert.ok(!existsSync(join(home, "local", "kubeconfig")));
        assert.ok(!existsSync(join(home, "stacks", "local")));
    });
});

/** What may be reached; what a service declares is known to its component alone. */
function possible({ edges }: Reach): readonly string[] {
    const told = edges.map(({ isDeclared: _declared, status: _status, ...edge }) => JSON.stringify(edge));
    return told.toSorted();
}

async function workloads(home: string) {
    const apps = kubernetes(home).makeApiClient(AppsV1Api);
    const [deployments, statefulSets] = await Promise.all([
        apps.listNamespacedDeployment({ namespace: "retail-store" }),
        apps.listNamespacedStatefulSet({ namespace: "retail-store" }),
    ]);
    return [...deployments.items, ...statefulSets.items];
}

async function notReady(home: string): Promise<string[]> {
    const all = await workloads(home);
    assert.ok(all.length >= 10, `${all.length} workloads`);
    return all
        .filter((item) => (item.status?.readyReplicas ?? 0) !== (item.spec?.replicas ?? 1))
        .map((item) => item.metadata?.name ?? "");
}

/** Names that differ only by a random suffix would show that a repeated run had made an object again. */
async function duplicates(home: string): Promise<string[]> {
    const names = (await workloads(home)).map((item) => item.metadata?.name ?? "");
    return names.filter((name) =>
        names.some(
            (other) => other !== name && /^-[0-9a-f]{7,8}$/.test(name.slice(other.length)) && name.startsWith(other),
        ),
    );
}

/** Processes whose command line or environment names the folder. */
function processesNaming(folder: string): string[] {
    return readdirSync("/proc")
        .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
        .map((pid) => readText(`/proc/${pid}/cmdline`).replaceAll("\0", " "))
        .filter((commandLine) => commandLine.includes(folder));
}

function readText(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
