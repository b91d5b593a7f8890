import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { toolTable } from "../../../cli/output/tools";
import { inspectTools } from "../../../toolchain";
import { TOOLS } from "../../../toolchain/tools";
import { FakeDownloads, FakeMachine, sha256, toolScript, writeExecutable } from "./fake-machine";

describe("inspectTools", () => {
    let machine: FakeMachine;

    beforeEach(() => {
        machine = new FakeMachine();
    });

    afterEach(() => machine.remove());

    const row = async (name: string) => {
        const rows = await inspectTools(machine.context);
        return rows.find((candidate) => candidate.name === name);
    };

    it("has a row for every tool, Node.js, npm, Go and the user's own clients", async () => {
        const names = (await inspectTools(machine.context)).map(({ name }) => name);
        assert.deepEqual(names, [
            ...Object.keys(TOOLS),
            "node",
            "npm",
            "go",
            "aws",
            "kubectl",
            "session-manager-plugin",
        ]);
    });

    it("says where a tool was found", async () => {
        writeExecutable(join(machine.bin, "helm"), toolScript("helm"));
        writeExecutable(machine.cached("etcd"), toolScript("etcd"));
        assert.deepEqual(await row("helm"), {
            name: "helm",
            required: "3.19.5",
            ok: true,
            found: { version: "3.19.5", path: join(machine.bin, "helm"), source: "path" },
        });
        assert.deepEqual((await row("etcd"))?.found, {
            version: "3.6.16",
            path: machine.cached("etcd"),
            source: "cache",
        });
    });

    it("says why a tool is missing and what would be tried", async () => {
        machine.installGo();
        const downloads = new FakeDownloads();
        await downloads.start();
        downloads.serve("/helm.sha256", sha256("helm"));
        machine.release("helm", { url: downloads.url("/helm"), checksumUrl: downloads.url("/helm.sha256") });
        writeExecutable(join(machine.bin, "helm"), toolScript("helm", "3.0.0"));
        assert.deepEqual(await row("helm"), {
            name: "helm",
            required: "3.19.5",
            ok: true,
            note:
                `${join(machine.bin, "helm")} is version 3.0.0, not 3.19.5; nothing at ${machine.cached("helm")}; ` +
                `will download ${downloads.url("/helm")}, or else build with Go in about 16 s`,
        });
        downloads.stop();
    });

    it("is not content with a tool that nothing here can provide, nor with the lack of Go then", async () => {
        const kwok = await row("kwok");
        assert.equal(kwok?.ok, false);
        assert.match(kwok?.note ?? "", /no kwok on PATH; nothing at .*; install Go 1\.26\.0 or newer to build it$/);
        assert.equal((await row("go"))?.ok, false);
    });

    it("is not content with a tool that could only be downloaded from where it cannot be reached", async () => {
        machine.release("helm", { url: "http://127.0.0.1:1/helm", checksumUrl: "http://127.0.0.1:1/helm.sha256" });
        const helm = await row("helm");
        assert.equal(helm?.ok, false);
        assert.match(helm?.note ?? "", /127\.0\.0\.1:1 cannot be reached: .*; install Go/);
        assert.match(stripVTControlCharacters(toolTable(helm ? [helm] : [])), /^missing {2}helm/m);
    });

    it("knows the AWS CLI and kubectl: absent is no fault, too old is one", async () => {
        assert.deepEqual([(await row("aws"))?.ok, (await row("aws"))?.found], [true, undefined]);
        assert.match(stripVTControlCharacters(toolTable(await inspectTools(machine.context))), /^absent +aws /m);
        writeExecutable(join(machine.bin, "aws"), "echo aws-cli/1.32.0 Python/3.11");
        assert.match((await row("aws"))?.note ?? "", /is version 1\.32\.0/);
        assert.equal((await row("aws"))?.ok, false);
        writeExecutable(join(machine.bin, "aws"), "echo aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64");
        writeExecutable(join(machine.bin, "kubectl"), "echo Client Version: v1.34.2; echo Kustomize Version: v5.7.1");
        assert.equal((await row("aws"))?.found?.version, "2.15.30");
        assert.equal((await row("kubectl"))?.found?.version, "1.34.2");
    });

    it("is content without Go when no tool needs it", async () => {
        for (const tool of Object.values(TOOLS)) {
            writeExecutable(join(machine.bin, tool.name), toolScript(tool.name));
        }
        const go = await row("go");
        assert.equal(go?.ok, true);
        assert.equal(go?.found, undefined);
    });

    it("shows the version of npm and of Go", async () => {
        writeExecutable(join(machine.bin, "npm"), "echo 11.0.0");
        machine.installGo();
        assert.equal((await row("npm"))?.found?.version, "11.0.0");
        assert.equal((await row("go"))?.found?.version, "1.26.3");
    });

    it("changes nothing", async () => {
        machine.installGo();
        await inspectTools(machine.context);
        assert.equal(existsSync(machine.cache), false);
        assert.deepEqual(machine.builds, []);
    });
});
