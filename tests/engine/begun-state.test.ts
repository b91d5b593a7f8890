import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { privateEnvironment } from "../../cli/engine/environment";
import { beginState, checkpointFile } from "../../cli/engine/recovery";
import { resolveTools } from "../../toolchain";
import { projectRoot } from "../../toolchain/paths";

describe("The state of a private stack", function () {
    this.timeout(120_000);
    let folder: string;
    let engine: string;
    let version: string;

    before(async () => {
        const { pulumi } = await resolveTools(["pulumi"]);
        engine = pulumi.path;
        version = pulumi.version;
    });

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-begun-"));
    });

    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it("is begun as an empty stack of the engine", () => {
        const begun = stackIn("begun");
        beginState(begun.owner);
        const made = stackIn("made");
        pulumi(made, "stack", "init", "test");

        assert.equal(existsSync(checkpointFile(made.owner)), true);
        assert.equal(namesOf(begun), namesOf(made));
        assert.deepEqual(resourcesOf(begun), resourcesOf(made));
        assert.throws(() => pulumi(begun, "stack", "init", "test"), /already exists/);
    });

    it("is left alone where there is one", () => {
        const made = stackIn("made");
        pulumi(made, "stack", "init", "test");
        const before = readFileSync(checkpointFile(made.owner));
        beginState(made.owner);
        assert.deepEqual(readFileSync(checkpointFile(made.owner)), before);
    });

    it("belongs to an engine of the version that is told for it", () => {
        const script = join(projectRoot(), "toolchain", "engine", "bin", "pulumi");
        const env = { ...process.env, EKS_PLATFORM_ENGINE: engine, EKS_PLATFORM_ENGINE_VERSION: version };
        assert.equal(execFileSync(script, ["version"], { env, encoding: "utf8" }), pulumi(stackIn("asked"), "version"));
    });

    function stackIn(name: string) {
        const directory = join(folder, name);
        const project = join(directory, "project");
        mkdirSync(project, { recursive: true });
        writeFileSync(join(project, "Pulumi.yaml"), "name: eks-platform\nruntime: nodejs\n");
        const owner = { directory, stack: "test", simulated: true, note: () => undefined };
        return { owner, project, env: privateEnvironment(owner) };
    }

    function pulumi(stack: ReturnType<typeof stackIn>, ...args: readonly string[]): string {
        return execFileSync(engine, [...args, "--non-interactive"], {
            cwd: stack.project,
            env: { ...process.env, ...stack.env, PULUMI_HOME: join(folder, "home") },
            encoding: "utf8",
            stdio: ["ignore", "pipe", "pipe"],
        });
    }

    function namesOf(stack: ReturnType<typeof stackIn>): string {
        const stacks: readonly { name: string }[] = JSON.parse(pulumi(stack, "stack", "ls", "--json"));
        return stacks.map(({ name }) => name).join(", ");
    }

    function resourcesOf(stack: ReturnType<typeof stackIn>): unknown {
        const { version: format, deployment } = JSON.parse(pulumi(stack, "stack", "export", "--stack", "test"));
        return { format, resources: deployment?.resources ?? [] };
    }
});
