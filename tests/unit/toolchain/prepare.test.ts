import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import {
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectRoot } from "../../../toolchain/paths";
import { finish, killTree, type Outcome } from "./child";

/** npm's work, done by a script: a Sucrase that takes TypeScript as it is, and a log of the calls. */
const FAKE_NPM = `
const { appendFileSync, mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const folder = process.argv[process.argv.indexOf("--prefix") + 1];
appendFileSync(process.env.NPM_LOG, process.argv.slice(2, 3).concat(process.argv.filter((a) => a === "--ignore-scripts")).join(" ") + "\\n");
if (process.env.NPM_FAILS) { console.error("npm error code E404"); process.exit(1); }
mkdirSync(join(folder, "node_modules", "half"), { recursive: true });
setTimeout(() => {
    mkdirSync(join(folder, "node_modules", "sucrase"), { recursive: true });
    writeFileSync(join(folder, "node_modules", "sucrase", "package.json"), JSON.stringify({ version: "1.0.0" }));
    writeFileSync(join(folder, "node_modules", "sucrase", "index.js"), "exports.transform = (code) => ({ code });");
}, Number(process.env.NPM_MILLISECONDS ?? 0));
`;

describe("bin/platform.mjs and bin/run.mjs", () => {
    let clone: string;
    let log: string;
    const children: ChildProcess[] = [];

    beforeEach(() => {
        clone = mkdtempSync(join(tmpdir(), "eks-platform-clone-"));
        log = join(clone, "npm.log");
        cpSync(join(projectRoot(), "bin"), join(clone, "bin"), { recursive: true });
        writeFileSync(join(clone, "npm-cli.js"), FAKE_NPM);
        writeFileSync(join(clone, "package.json"), "{}");
        mkdirSync(join(clone, "cli"));
        const report = "console.log(JSON.stringify({ args: process.argv.slice(1), folder: process.cwd() }));";
        writeFileSync(join(clone, "cli", "main.ts"), report);
        lock({ "node_modules/sucrase": { version: "1.0.0", integrity: "sha512-x" } });
    });

    afterEach(() => {
        for (const child of children.splice(0)) {
            killTree(child);
        }
        rmSync(clone, { recursive: true, force: true });
    });

    it("installs missing packages without their scripts, then runs the command with its arguments", async () => {
        const first = await run("platform.mjs", ["preview", "--offline"]);
        assert.equal(first.exitCode, 0, first.errors);
        assert.deepEqual(JSON.parse(first.output).args, [join(clone, "cli", "main.ts"), "preview", "--offline"]);
        assert.match(first.errors, /^The Node\.js packages are missing: installing them with npm/);
        assert.deepEqual(installs(), ["ci --ignore-scripts"]);
        assert.deepEqual(readdirSync(join(clone, ".platform", "npm")), []);
    });

    it("is silent and leaves npm alone when the packages match", async () => {
        await run("platform.mjs");
        const second = await run("platform.mjs");
        assert.equal(second.errors, "");
        assert.equal(installs().length, 1);
    });

    it("installs again when package-lock.json changes", async () => {
        await run("platform.mjs");
        lock({ "node_modules/sucrase": { version: "1.0.1", integrity: "sha512-y" } });
        const second = await run("platform.mjs");
        assert.match(second.errors, /^The Node\.js packages do not match package-lock\.json/);
        assert.equal(second.exitCode, 0);
        assert.equal(installs().length, 2);
    });

    it("accepts what npm installed by hand, but not for another kind of machine", async () => {
        await run("platform.mjs");
        const byHand = (packages: object) => {
            rmSync(join(clone, "node_modules", ".eks-platform.json"));
            writeFileSync(join(clone, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
        };
        byHand({ "node_modules/sucrase": { version: "1.0.0", integrity: "sha512-x" } });
        await run("platform.mjs");
        assert.equal(installs().length, 1);
        byHand({ "node_modules/sucrase": { version: "1.0.0", integrity: "sha512-x", os: ["plan9"] } });
        await run("platform.mjs");
        assert.equal(installs().length, 2);
    });

    it("installs once when two runs start one after the other", async () => {
        const slow = { NPM_MILLISECONDS: "800" };
        const first = run("platform.mjs", [], slow);
        while (installs().length === 0) {
            await sleep(10);
        }
        const second = await run("platform.mjs", [], slow);
        assert.match(second.errors, /^Another run is installing the Node\.js packages: waiting/);
        assert.deepEqual([(await first).exitCode, second.exitCode], [0, 0]);
        assert.equal(installs().length, 1);
    });

    it("takes no harm when two runs install at the very same time", async () => {
        const slow = { NPM_MILLISECONDS: "300" };
        const runs = await Promise.all([run("platform.mjs", [], slow), run("platform.mjs", [], slow)]);
        assert.deepEqual(
            runs.map(({ exitCode }) => exitCode),
            [0, 0],
            runs.map(({ errors }) => errors).join("\n"),
        );
        assert.deepEqual(readdirSync(join(clone, ".platform", "npm")), []);
    });

    it("keeps nothing of a killed run, and completes the next one", async () => {
        const killed = start("platform.mjs", [], { NPM_MILLISECONDS: "60000" });
        while (installs().length === 0) {
            await sleep(10);
        }
        killTree(killed);
        await sleep(50);
        assert.equal(existsSync(join(clone, "node_modules")), false);
        const next = await run("platform.mjs");
        assert.equal(next.exitCode, 0, next.errors);
        assert.equal(existsSync(join(clone, "node_modules", "half")), true, "moved into place whole");
        assert.deepEqual(readdirSync(join(clone, ".platform", "npm")), []);
    });

    it("says why npm failed, without a stack trace", async () => {
        const failed = await run("platform.mjs", [], { NPM_FAILS: "1" });
        assert.equal(failed.exitCode, 1);
        assert.match(failed.errors, /could not be installed: npm ci ended with exit code 1\.\n\nnpm error code E404\n/);
        assert.doesNotMatch(failed.errors, /^ +at /m);
        assert.equal(existsSync(join(clone, "node_modules")), false);
    });

    it("refuses a Node.js that is too old", async () => {
        const old = join(clone, "old.cjs");
        writeFileSync(
            old,
            'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.18.9" } });',
        );
        const refused = await run("platform.mjs", [], { NODE_OPTIONS: `--require ${old}` });
        assert.equal(refused.exitCode, 1);
        assert.match(refused.errors, /^This platform needs Node\.js 20\.19 or newer; this is v/);
        assert.deepEqual(installs(), []);
    });

    it("works through a symbolic link, from any folder", async () => {
        const elsewhere = join(clone, "elsewhere");
        mkdirSync(elsewhere);
        symlinkSync(join(clone, "bin", "platform.mjs"), join(elsewhere, "platform"));
        const child = start(join(elsewhere, "platform"), ["up"], {}, elsewhere);
        const { output } = await finish(child);
        assert.deepEqual(JSON.parse(output), { args: [join(clone, "cli", "main.ts"), "up"], folder: elsewhere });
    });

    it("runs a given TypeScript file, and asks for one when there is none", async () => {
        const given = await run("run.mjs", ["cli/main.ts", "a", "b"]);
        assert.deepEqual(JSON.parse(given.output).args, [join(clone, "cli", "main.ts"), "a", "b"]);
        const none = await run("run.mjs");
        assert.equal(none.exitCode, 2);
        assert.match(none.errors, /^Usage: node bin\/run\.mjs <file\.ts>/);
    });

    function lock(packages: object): void {
        writeFileSync(join(clone, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...packages } }));
    }

    function installs(): string[] {
        return existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
    }

    function start(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = clone): ChildProcess {
        const path = script.startsWith("/") ? script : join(clone, "bin", script);
        const child = spawn(process.execPath, [path, ...args], {
            cwd,
            detached: true,
            env: { ...process.env, npm_execpath: join(clone, "npm-cli.js"), NPM_LOG: log, ...env },
        });
        children.push(child);
        return child;
    }

    function run(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
        return finish(start(script, args, env));
    }
});
