import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
    cpSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    statSync,
    truncateSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { create } from "tar";
import { resolveTools, ToolchainError } from "../../../toolchain";
import { TOOLS } from "../../../toolchain/tools";
import { FakeDownloads, FakeMachine, makeBinary, sha256, toolScript, writeExecutable } from "./fake-machine";

describe("resolveTools", () => {
    let machine: FakeMachine;
    let downloads: FakeDownloads;

    beforeEach(async () => {
        machine = new FakeMachine();
        downloads = new FakeDownloads();
        await downloads.start();
    });

    afterEach(() => {
        downloads.stop();
        machine.remove();
    });

    const resolveHelm = async () => (await resolveTools(["helm"], { context: machine.context })).helm;

    function offerHelm(body: Buffer | string, checksum = sha256(body)): void {
        machine.release("helm", { url: downloads.url("/helm"), checksumUrl: downloads.url("/helm.sha256") });
        downloads.serve("/helm", body);
        downloads.serve("/helm.sha256", checksum);
    }

    describe("on PATH and in the cache", () => {
        it("takes a tool on PATH at the pinned version", async () => {
            writeExecutable(join(machine.bin, "helm"), toolScript("helm"));
            const helm = await resolveHelm();
            assert.deepEqual(helm, {
                name: "helm",
                version: TOOLS.helm.version,
                path: join(machine.bin, "helm"),
                source: "path",
            });
            assert.equal(existsSync(machine.cache), false);
        });

        it("passes over another version on PATH for the pinned one further on", async () => {
            writeExecutable(join(machine.bin, "helm"), toolScript("helm", "3.0.0"));
            const further = join(machine.folder, "further");
            writeExecutable(join(further, "helm"), toolScript("helm"));
            const context = { ...machine.context, searchPath: `${machine.bin}:${further}` };
            const { helm } = await resolveTools(["helm"], { context });
            assert.equal(helm.path, join(further, "helm"));
        });

        it("prefers PATH to the cache, and the cache to a download", async () => {
            offerHelm(toolScript("helm"));
            writeExecutable(machine.cached("helm"), toolScript("helm"));
            assert.equal((await resolveHelm()).source, "cache");
            writeExecutable(join(machine.bin, "helm"), toolScript("helm"));
            assert.equal((await resolveHelm()).source, "path");
            assert.deepEqual(downloads.requests, []);
        });

        it("replaces a cached binary that was cut off", async () => {
            offerHelm(toolScript("helm"));
            const { path } = await resolveHelm();
            truncateSync(path, 5);
            assert.equal((await resolveHelm()).source, "download");
            assert.equal(execFileSync(path, { encoding: "utf8" }).trim(), `v${TOOLS.helm.version}`);
        });

        it("runs no cached binary of the same size and other content, and replaces it", async () => {
            offerHelm(toolScript("helm"));
            const { path } = await resolveHelm();
            const evidence = join(machine.folder, "was-run");
            const original = readFileSync(path, "utf8");
            writeFileSync(path, `#!/bin/sh\n>${evidence}\n`.padEnd(original.length, "#"));
            const { mtime } = statSync(path);
            utimesSync(path, mtime, mtime);
            const { source } = await resolveHelm();
            assert.equal(source, "download");
            assert.equal(readFileSync(path, "utf8"), original);
            assert.equal(existsSync(evidence), false);
        });

        it("trusts a cached binary that was copied with its content, and one whose receipt is spoilt if it is the version", async () => {
            offerHelm(toolScript("helm"));
            const { path } = await resolveHelm();
            const folder = join(path, "..", "..");
            cpSync(folder, `${folder}-copy`, { recursive: true });
            rmSync(folder, { recursive: true });
            renameSync(`${folder}-copy`, folder);
            assert.equal((await resolveHelm()).source, "cache");
            for (const spoilt of ["", '{"files":{', "null", "[]"]) {
                writeFileSync(join(folder, "receipt.json"), spoilt);
                assert.equal((await resolveHelm()).source, "cache", spoilt);
            }
            assert.equal(downloads.requests.length, 2);
        });

        it("refuses a pulumi on PATH that the Automation API could not start", async () => {
            const elsewhere = join(machine.folder, "pulumi-linux");
            writeExecutable(join(elsewhere, "pulumi"), toolScript("pulumi"));
            const context = { ...machine.context, searchPath: elsewhere };
            await assert.rejects(resolveTools(["pulumi"], { context }), /pulumi is not in a folder named bin/);
        });
    });

    describe("downloading", () => {
        it("takes a plain binary whose checksum is right, once", async () => {
            offerHelm(toolScript("helm"));
            assert.deepEqual(await resolveHelm(), {
                name: "helm",
                version: TOOLS.helm.version,
                path: machine.cached("helm"),
                source: "download",
            });
            assert.equal((await resolveHelm()).source, "cache");
            assert.deepEqual(downloads.requests, ["/helm.sha256", "/helm"]);
        });

        it("takes the tool alone out of an archive that is listed among other checksums", async () => {
            const archive = await makeArchive({ helm: toolScript("helm"), "README.md": "read me" });
            machine.release("helm", {
                url: downloads.url("/helm.tar.gz"),
                checksumUrl: downloads.url("/sums"),
                archive: "tool",
            });
            downloads.serve("/helm.tar.gz", archive);
            downloads.serve("/sums", `${"0".repeat(64)}  other.tar.gz\n${sha256(archive)}  helm.tar.gz\n`);
            const { path } = await resolveHelm();
            assert.deepEqual(readdirSync(join(path, "..")), ["helm"]);
        });

        it("takes everything out of pulumi's bundle, with the language hosts beside the binary", async () => {
            const archive = await makeArchive({ pulumi: toolScript("pulumi"), "pulumi-language-nodejs": "#!/bin/sh" });
            machine.release("pulumi", {
                url: downloads.url("/pulumi.tar.gz"),
                checksumUrl: downloads.url("/sum"),
                archive: "everything",
            });
            downloads.serve("/pulumi.tar.gz", archive);
            downloads.serve("/sum", sha256(archive));
            const { pulumi } = await resolveTools(["pulumi"], { context: machine.context });
            assert.deepEqual(readdirSync(join(pulumi.path, "..")).sort(), ["pulumi", "pulumi-language-nodejs"]);
        });

        it("leaves PULUMI_HOME alone, also for a pulumi without language hosts: whoever runs it prepares its home", async () => {
            writeExecutable(join(machine.bin, "pulumi"), toolScript("pulumi"));
            const before = process.env.PULUMI_HOME;
            process.env.PULUMI_HOME = machine.pulumiHome;
            try {
                const { pulumi } = await resolveTools(["pulumi"], { context: machine.context });
                assert.equal(pulumi.source, "path");
            } finally {
                if (before === undefined) {
                    delete process.env.PULUMI_HOME;
                } else {
                    process.env.PULUMI_HOME = before;
                }
            }
            assert.equal(existsSync(machine.pulumiHome), false);
        });

        it("refuses a body with another checksum, and builds instead", async () => {
            offerHelm(`${toolScript("helm")}# altered`, sha256(toolScript("helm")));
            machine.installGo();
            assert.equal((await resolveHelm()).source, "build");
            assert.deepEqual(leftovers(), []);
        });

        it("refuses a download whose checksum is not published", async () => {
            offerHelm(toolScript("helm"), "not found");
            await assert.rejects(resolveHelm(), /helm\.sha256 has no SHA-256 checksum for helm/);
            assert.deepEqual(downloads.requests, ["/helm.sha256"]);
        });

        it("tries a transfer that breaks off again, and never accepts it", async () => {
            offerHelm(toolScript("helm"));
            downloads.serve("/helm", toolScript("helm"), 100_000);
            await assert.rejects(resolveHelm(), /the transfer of http\S+\/helm broke off/);
            assert.equal(downloads.requests.filter((path) => path === "/helm").length, 3);
            assert.deepEqual(leftovers(), []);
        });

        it("refuses a release that is not the pinned version", async () => {
            offerHelm(toolScript("helm", "3.0.0"));
            await assert.rejects(resolveHelm(), /is version 3\.0\.0, not 3\.19\.5/);
            assert.deepEqual(leftovers(), []);
        });

        it("asks a host that cannot be reached once for all tools", async () => {
            let connections = 0;
            const deaf = createServer((socket) => {
                connections += 1;
                socket.destroy();
            });
            await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve));
            const host = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
            for (const name of ["helm", "etcd", "kwok"] as const) {
                machine.release(name, { url: `${host}/${name}`, checksumUrl: `${host}/${name}.sha256` });
            }
            try {
                await assert.rejects(
                    resolveTools(["helm", "etcd", "kwok"], { context: machine.context }),
                    (error) =>
                        error instanceof ToolchainError && error.message.match(/cannot be reached/g)?.length === 3,
                );
            } finally {
                deaf.close();
            }
            assert.equal(connections, 1);
        });
    });

    describe("building", () => {
        it("builds from the pinned modules, for this machine, with the version set", async () => {
            machine.installGo();
            process.env.GOOS = "plan9";
            try {
                assert.equal((await resolveHelm()).source, "build");
            } finally {
                delete process.env.GOOS;
            }
            const [line = ""] = machine.builds;
            assert.match(
                line,
                new RegExp(`^${machine.folder}/go/kubernetes CGO_ENABLED=0 GOOS= build -mod=readonly -trimpath `),
            );
            assert.match(line, /-X helm\.sh\/helm\/v3\/internal\/version\.version=v3\.19\.5 /);
            assert.match(line, / helm\.sh\/helm\/v3\/cmd\/helm$/);
        });

        it("refuses a Go that is too old", async () => {
            machine.installGo(makeBinary("helm"), "go1.25.9");
            await assert.rejects(resolveHelm(), /build: +\S+\/go is Go 1\.25\.9/);
            assert.deepEqual(machine.builds, []);
        });

        it("says how a build failed", async () => {
            machine.installGo("echo 'go: downloading x' >&2; echo 'no space left on device' >&2; exit 1");
            await assert.rejects(resolveHelm(), /build: +go build ended with exit code 1: no space left on device$/m);
        });

        it("refuses a built binary that is not the pinned version", async () => {
            machine.installGo(makeBinary("helm", "3.0.0"));
            await assert.rejects(resolveHelm(), /is version 3\.0\.0, not 3\.19\.5/);
            assert.deepEqual(leftovers(), []);
        });

        it("tells what it does", async () => {
            machine.installGo();
            const messages: string[] = [];
            await resolveTools(["helm"], {
                context: machine.context,
                progress: ({ message }) => messages.push(message),
            });
            assert.deepEqual(messages, [
                "3.19.5 is neither on PATH nor in the cache",
                "building with Go 1.26.3 (about 16 s on 2 cores the first time)",
                "built in 0 s",
            ]);
        });
    });

    describe("when tools cannot be had", () => {
        it("reports every one with all that was tried and what to do", async () => {
            machine.release("helm", { url: downloads.url("/none"), checksumUrl: downloads.url("/none.sha256") });
            const error = await resolveTools(["helm", "kwok"], { context: machine.context }).then(() => "", String);
            const host = new URL(downloads.url("/")).host;
            const expected = [
                "ToolchainError: 2 tools are missing.",
                "",
                "helm 3.19.5",
                "  PATH:      no helm on PATH",
                `  cache:     nothing at ${machine.cached("helm")}`,
                `  download:  ${downloads.url("/none.sha256")} answered 404 Not Found`,
                "  build:     no go on PATH",
                "",
                "kwok 0.7.0",
                "  PATH:      no kwok on PATH",
                `  cache:     nothing at ${machine.cached("kwok")}`,
                "  download:  no official release with a checksum for linux/x64",
                "  build:     no go on PATH",
                "",
                "To go on, do one of these and run the command again:",
                "  - install Go 1.26.0 or newer (https://go.dev/dl/) and let it reach its module proxy; " +
                    "the tools are then built once, in about 2 min on 2 cores",
                `  - let this machine reach ${host} (HTTPS_PROXY is respected)`,
                "  - put helm 3.19.5, kwok 0.7.0 on PATH",
            ];
            assert.deepEqual(error.split("\n"), expected);
        });

        it("says so when the cache cannot be written", async () => {
            writeFileSync(machine.cache, "a file");
            await assert.rejects(resolveHelm(), (error) => {
                assert.ok(error instanceof ToolchainError);
                assert.match(error.message, /cache: +ENOTDIR/);
                assert.match(error.message, /set EKS_PLATFORM_CACHE to a folder that can be written/);
                return true;
            });
        });
    });

    function leftovers(): string[] {
        const folder = join(machine.cache, "helm");
        return readdirSync(folder).filter((name) => name !== TOOLS.helm.version);
    }

    async function makeArchive(files: Record<string, string>): Promise<Buffer> {
        const folder = join(machine.folder, "archive", "release");
        mkdirSync(folder, { recursive: true });
        for (const [name, text] of Object.entries(files)) {
            writeExecutable(join(folder, name), text);
        }
        const chunks: Buffer[] = [];
        for await (const chunk of create({ gzip: true, cwd: join(folder, "..") }, ["release"])) {
            chunks.push(chunk);
        }
        return Buffer.concat(chunks);
    }
});
