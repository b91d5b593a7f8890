import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { inspectTools } from "../../../toolchain";
import { tools } from "../../../toolchain/tools";
import { FakeMachine, toolScript, writeExecutable } from "./fake-machine";

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

    it("has a row for every tool, Node.js, npm and Go", async () => {
        const names = (await inspectTools(machine.context)).map(({ name }) => name);
        assert.deepEqual(names, [...Object.keys(tools), "node", "npm", "go"]);
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
        machine.release("helm", { url: "https://example.com/helm", checksumUrl: "https://example.com/helm.sha256" });
        writeExecutable(join(machine.bin, "helm"), toolScript("helm", "3.0.0"));
        assert.deepEqual(await row("helm"), {
            name: "helm",
            required: "3.19.5",
            ok: true,
            note:
                `${join(machine.bin, "helm")} is version 3.0.0, not 3.19.5; nothing at ${machine.cached("helm")}; ` +
                "will download https://example.com/helm, or else build with Go in about 16 s",
        });
    });

    it("is not content with a tool that nothing here can provide, nor with the lack of Go then", async () => {
        const kwok = await row("kwok");
        assert.equal(kwok?.ok, false);
        assert.match(kwok?.note ?? "", /no kwok on PATH; nothing at .*; install Go 1\.26\.0 or newer to build it$/);
        assert.equal((await row("go"))?.ok, false);
    });

    it("is content without Go when no tool needs it", async () => {
        for (const tool of Object.values(tools)) writeExecutable(join(machine.bin, tool.name), toolScript(tool.name));
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
