import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ToolchainContext } from "../../../toolchain/context";
import { type Release, TOOLS, type Tool, type ToolName } from "../../../toolchain/tools";

/** A machine in a temporary folder: its own PATH, cache and Go, and nothing of the real machine. */
export class FakeMachine {
    readonly folder: string;
    readonly bin: string;
    readonly cache: string;
    /** Where its engine keeps its plugins. */
    readonly pulumiHome: string;
    private readonly goLog: string;
    private releases: Partial<Record<ToolName, Release>> = {};

    constructor(folder = mkdtempSync(join(tmpdir(), "eks-platform-toolchain-"))) {
        this.folder = folder;
        this.bin = join(folder, "bin");
        this.cache = join(folder, "cache");
        this.pulumiHome = join(folder, "pulumi-home");
        this.goLog = join(folder, "go.log");
        mkdirSync(this.bin, { recursive: true });
        for (const module of ["pulumi", "kubernetes", "kwok"]) {
            mkdirSync(join(folder, "go", module), { recursive: true });
        }
    }

    get context(): ToolchainContext {
        return {
            tools: {
                pulumi: this.tool("pulumi"),
                helm: this.tool("helm"),
                etcd: this.tool("etcd"),
                "kube-apiserver": this.tool("kube-apiserver"),
                "kube-controller-manager": this.tool("kube-controller-manager"),
                "kube-scheduler": this.tool("kube-scheduler"),
                kwok: this.tool("kwok"),
            },
            machine: { os: "linux", arch: "x64" },
            searchPath: this.bin,
            cache: this.cache,
            modules: join(this.folder, "go"),
        };
    }

    private tool(name: ToolName): Tool {
        return { ...TOOLS[name], release: () => this.releases[name] };
    }

    /** What the tool's official release shall be; none by default. */
    release(name: ToolName, release: Release): void {
        this.releases[name] = release;
    }

    cached(name: ToolName): string {
        return join(this.cache, name, TOOLS[name].version, "bin", name);
    }

    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }

    /**
     * A `go` that logs its builds and "builds" helm.
     *
     * @param build shell commands that make the file `$output`
     */
    installGo(build = makeBinary("helm"), version = "go1.26.3"): void {
        writeExecutable(
            join(this.bin, "go"),
            [
                `[ "$1" = env ] && { echo ${version}; exit; }`,
                `echo "$PWD CGO_ENABLED=$CGO_ENABLED GOOS=$GOOS $*" >> ${this.goLog}`,
                "for argument; do case $argument in -o=*) output=$" + "{argument#-o=};; esac; done",
                build,
            ].join("\n"),
        );
    }

    /** One line per build: its folder, some of its environment and its arguments. */
    get builds(): string[] {
        return existsSync(this.goLog) ? readFileSync(this.goLog, "utf8").trim().split("\n") : [];
    }
}

/** Shell text of a program that is the named tool at a version. */
export function toolScript(name: ToolName, version = TOOLS[name].version): string {
    return `#!/bin/sh\necho "${versionText(name, version)}"\n`;
}

/** Shell commands for `installGo`. */
export function makeBinary(name: ToolName, version = TOOLS[name].version): string {
    return `printf '%s\\n' '#!/bin/sh' 'echo "${versionText(name, version)}"' > "$output"; /bin/chmod +x "$output"`;
}

export function writeExecutable(path: string, text: string): void {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text.startsWith("#!") ? text : `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
}

function versionText(name: ToolName, version: string): string {
    if (name === "etcd") {
        return `etcd Version: ${version}`;
    }
    if (name === "kwok") {
        return `kwok version v${version} go1.25`;
    }
    return name.startsWith("kube-") ? `Kubernetes v${version}` : `v${version}`;
}

/** Files served on 127.0.0.1, with a log of the requests. */
export class FakeDownloads {
    readonly requests: string[] = [];
    private readonly files = new Map<string, { body: Buffer; promised: number }>();
    private server: Server | undefined;
    private port = 0;

    async start(): Promise<void> {
        const server = createServer((request, response) => {
            const path = request.url ?? "/";
            this.requests.push(path);
            const file = this.files.get(path);
            if (file === undefined) {
                response.writeHead(404).end();
                return;
            }
            response.writeHead(200, { "content-length": file.promised });
            response.write(file.body, () => {
                if (file.promised > file.body.length) {
                    request.socket.destroy();
                } else {
                    response.end();
                }
            });
        });
        this.server = server;
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        ({ port: this.port } = server.address() as AddressInfo);
    }

    stop(): void {
        this.server?.closeAllConnections();
        this.server?.close();
    }

    url(path: string): string {
        return `http://127.0.0.1:${this.port}${path}`;
    }

    /** @param promised length that the answer claims; more than the body has makes the transfer break off */
    serve(path: string, body: Buffer | string, promised = Buffer.byteLength(body)): void {
        this.files.set(path, { body: Buffer.from(body), promised });
    }
}

export function sha256(body: Buffer | string): string {
    return createHash("sha256").update(body).digest("hex");
}
