import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claimName, claimSupervision } from "../../../local/claim";
import { markedEnvironment } from "../../../local/processes";
import { projectRoot } from "../../../toolchain/paths";

describe("the claim to supervise a control plane", () => {
    let directory: string;
    const children: ChildProcess[] = [];
    const servers: Server[] = [];

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "eks-platform-claim-"));
    });
    afterEach(() => {
        for (const child of children.splice(0)) {
            child.kill("SIGKILL");
        }
        for (const server of servers.splice(0)) {
            server.close();
        }
        rmSync(directory, { recursive: true, force: true });
    });

    /** A supervisor as far as others can tell, which claims and tells how it went. */
    async function supervisor(): Promise<{ pid: number; told: string }> {
        const program = `require(${JSON.stringify(join(projectRoot(), "local", "claim.ts"))})
            .claimSupervision(${JSON.stringify(directory)}).then((rival) => console.log(rival ?? "mine")); setInterval(() => {}, 1000)`;
        const child = spawn(
            process.execPath,
            ["--require", join(projectRoot(), "bin", "register.cjs"), "--eval", program, directory],
            {
                env: { ...process.env, ...markedEnvironment(directory, "supervisor") },
                stdio: ["ignore", "pipe", "inherit"],
            },
        );
        children.push(child);
        const [told] = await once(child.stdout, "data");
        return { pid: child.pid ?? 0, told: String(told).trim() };
    }

    it("is given to one process, and the next is told which", async () => {
        const first = await supervisor();
        assert.equal(first.told, "mine");
        assert.equal((await supervisor()).told, String(first.pid));
    }).timeout(20_000);

    it("is free again when its holder was killed", async () => {
        const { pid } = await supervisor();
        const [child] = children;
        process.kill(pid, "SIGKILL");
        if (child?.signalCode === null) {
            await once(child, "exit");
        }
        assert.equal((await supervisor()).told, "mine");
    }).timeout(20_000);

    it("is not kept from anybody by another user's program that listens under its name", async () => {
        writeFileSync(join(directory, "claim"), "seen");
        const squatter = createServer();
        servers.push(squatter);
        squatter.listen({ path: claimName(directory, "seen") });
        await once(squatter, "listening");
        assert.equal(await claimSupervision(directory), undefined);
        assert.notEqual(readFileSync(join(directory, "claim"), "utf8"), "seen");
    });
});
