import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasResourcePlugin, installAttachingAnalyzer, installPolicyAnalyzer, PACK_PORT } from "../../../toolchain";
import { projectRoot } from "../../../toolchain/paths";
import { FakeMachine, writeExecutable } from "./fake-machine";

describe("installPolicyAnalyzer", () => {
    let machine: FakeMachine;
    let pulumi: { path: string };
    let plugins: string;
    let analyzer: string;

    beforeEach(() => {
        machine = new FakeMachine();
        pulumi = { path: join(machine.folder, "built", "bin", "pulumi") };
        writeExecutable(pulumi.path, "");
        plugins = join(machine.pulumiHome, "plugins");
        analyzer = join(plugins, "analyzer-policy-nodejs-v1.0.0", "pulumi-analyzer-policy-nodejs");
    });

    afterEach(() => machine.remove());

    const install = (path = pulumi.path, pulumiHome = machine.pulumiHome) =>
        installPolicyAnalyzer({ path }, { pulumiHome, searchPath: machine.bin });

    it("installs the plugin for a pulumi without the Node.js language host, and nothing else", async () => {
        await install();
        await install();
        assert.deepEqual(readdirSync(plugins, { recursive: true }), [
            "analyzer-policy-nodejs-v1.0.0",
            "analyzer-policy-nodejs-v1.0.0/pulumi-analyzer-policy-nodejs",
        ]);
    });

    it("replaces a plugin that an earlier version of the platform installed", async () => {
        writeExecutable(analyzer, "echo outdated");
        await install();
        assert.notEqual(spawnSync(analyzer, { cwd: machine.folder, encoding: "utf8" }).stdout, "outdated\n");
    });

    it("leaves a pulumi with the language host beside it alone, also behind a symbolic link", async () => {
        writeExecutable(join(pulumi.path, "..", "pulumi-language-nodejs"), "");
        symlinkSync(pulumi.path, join(machine.bin, "pulumi"));
        await install(join(machine.bin, "pulumi"));
        assert.equal(existsSync(machine.pulumiHome), false);
    });

    it("leaves a machine with the language host on PATH or among the plugins alone", async () => {
        mkdirSync(join(plugins, "language-nodejs-v3.250.0"), { recursive: true });
        await install();
        assert.equal(existsSync(analyzer), false);

        const otherHome = join(machine.folder, "other-home");
        writeExecutable(join(machine.bin, "pulumi-language-nodejs"), "");
        await install(pulumi.path, otherHome);
        assert.equal(existsSync(otherHome), false);
    });

    it("runs the pack with the options for Node.js and passes all other arguments on", async () => {
        await install();
        const pack = join(machine.folder, "pack with a space");
        const module = join(pack, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
        mkdirSync(module, { recursive: true });
        const report = "console.log(JSON.stringify([process.execArgv, process.argv.slice(2)]))";
        writeFileSync(join(module, "index.js"), report);
        const args = ["127.0.0.1:4", ".", "-typescript=false", "-nodeargs=--no-warnings --stack-size=900", "-a=b c"];
        const output = execFileSync(analyzer, args, { cwd: pack, encoding: "utf8" });
        const [nodeArguments, packArguments] = JSON.parse(output);
        assert.deepEqual(nodeArguments.slice(0, 2), ["--no-warnings", "--stack-size=900"]);
        assert.deepEqual(packArguments, ["127.0.0.1:4", ".", "-typescript=false", "-a=b c"]);
    });

    it("fails as the engine expects when the pack's packages are not installed", async () => {
        await install();
        const run = spawnSync(analyzer, ["127.0.0.1:4", "."], { cwd: machine.folder, encoding: "utf8" });
        assert.equal(run.status, 1);
        assert.match(run.stderr, /Cannot find module '@pulumi\/pulumi\/cmd\/run-policy-pack'/);
    });

    it("tells the engine the port of an attached pack, and lasts as long as the engine", async () => {
        await installAttachingAnalyzer(machine.pulumiHome);
        const file = join(plugins, "analyzer-policy-attached-v1.0.0", "pulumi-analyzer-policy-attached");
        const child = spawn(file, ["127.0.0.1:4", "."], { env: { ...process.env, [PACK_PORT]: "4711" } });
        const [port] = await once(child.stdout, "data");
        assert.equal(String(port), "4711\n");
        assert.equal(child.exitCode, null);
        child.stdin.end();
        assert.deepEqual(await once(child, "exit"), [0, null]);
    });

    it("starts the SDK that the platform pins", async () => {
        await install();
        const run = spawnSync(analyzer, [], { cwd: projectRoot(), encoding: "utf8" });
        assert.match(run.stderr, /usage: RUN <engine-address> <program>/);
    });
});

describe("hasResourcePlugin", () => {
    let machine: FakeMachine;
    const path = process.env.PATH;

    beforeEach(() => {
        machine = new FakeMachine();
        process.env.PATH = machine.bin;
    });

    afterEach(() => {
        process.env.PATH = path;
        machine.remove();
    });

    const installed = (version: string) =>
        join(machine.pulumiHome, "plugins", `resource-kubernetes-v${version}`, "pulumi-resource-kubernetes");
    const found = () => hasResourcePlugin("kubernetes", "4.34.2", machine.pulumiHome);

    it("finds the version among the plugins", () => {
        writeExecutable(installed("4.34.2"), "");
        assert.equal(found(), true);
    });

    it("finds it on PATH", () => {
        writeExecutable(join(machine.bin, "pulumi-resource-kubernetes"), "");
        assert.equal(found(), true);
    });

    it("does not take another version, or one that is not completely installed", () => {
        assert.equal(found(), false);
        writeExecutable(installed("4.34.1"), "");
        assert.equal(found(), false);
        writeExecutable(installed("4.34.2"), "");
        writeFileSync(join(machine.pulumiHome, "plugins", "resource-kubernetes-v4.34.2.partial"), "");
        assert.equal(found(), false);
    });
});
