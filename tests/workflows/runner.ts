import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { projectRoot } from "../../toolchain/paths";
import { evaluated, type Workflow, type WorkflowStep } from "./workflows";

/** What a run knows that a workflow asks for. */
export interface RunOptions {
    /** Values of expressions, by their text. */
    readonly expressions?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
    /** Without any network but this machine's own. @default false */
    readonly isOffline?: boolean;
}

/** A clone of this project with a remote of its own, in which the scripts of workflows run as they are written. */
export class Runner {
    private readonly folder = mkdtempSync(join(tmpdir(), "eks-platform-runner-"));
    readonly remote = join(this.folder, "remote.git");
    readonly clone = join(this.folder, "clone");
    /** The runner's own folder for what a job writes beside the clone. */
    readonly temp = join(this.folder, "temp");

    constructor() {
        mkdirSync(this.temp);
        this.must("git", ["clone", "--quiet", "--bare", projectRoot(), this.remote], this.folder);
        this.git("--git-dir", this.remote, "branch", "--force", "main", "HEAD");
        this.must("git", ["clone", "--quiet", "--branch", "main", this.remote, this.clone], this.folder);
    }

    /** Runs git in the clone, as somebody who is nobody's name. */
    git(...args: readonly string[]): string {
        const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
        const cwd = args[0] === "--git-dir" ? this.folder : this.clone;
        return this.must("git", [...identity, ...args], cwd).trim();
    }

    /** Changes a file of the clone. */
    edit(file: string, change: (text: string) => string): void {
        const path = join(this.clone, file);
        const text = readFileSync(path, "utf8");
        const changed = change(text);
        if (changed === text) {
            throw new Error(`the test changes nothing in ${file}`);
        }
        writeFileSync(path, changed);
    }

    /**
     * Runs the scripts of a job, one after the other until one fails, as the runner does: bash, nothing of this process's secrets. What a job
     * keeps as an artifact of a name, another finds where it asks for it.
     *
     * @param skipped names of steps that are not run
     */
    async run(workflow: Workflow, job: string, options: RunOptions, skipped: readonly string[] = []) {
        const { env = {}, jobs } = workflow;
        const { env: jobEnv = {}, steps = [] } = jobs[job] ?? {};
        const output = join(this.folder, "output");
        const summary = join(this.folder, "summary.md");
        writeFileSync(output, "");
        writeFileSync(summary, "");
        const log: string[] = [];
        const expressions = { "runner.temp": this.temp, ...options.expressions };
        let hasFailed = false;
        for (const step of steps) {
            if (!hasFailed || step.if?.includes("!cancelled()")) {
                this.passArtifact(step, expressions);
            }
            if (hasFailed || step.run === undefined || skipped.includes(step.name ?? "")) {
                continue;
            }
            const said = Object.entries({ ...env, ...jobEnv, ...step.env }).map(
                ([name, value]) => [name, evaluated(value, expressions)] as const,
            );
            const script = join(this.folder, "step.sh");
            writeFileSync(script, evaluated(step.run, expressions));
            const bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", script];
            const [program = "", ...args] = options.isOffline && step.run !== "npm ci" ? offline(bash) : bash;
            const { status, said: printed } = await ended(program, args, this.clone, {
                ...clean(),
                ...options.env,
                ...Object.fromEntries(said),
                RUNNER_TEMP: this.temp,
                GITHUB_OUTPUT: output,
                GITHUB_STEP_SUMMARY: summary,
                CI: "true",
            });
            log.push(`${step.name}\n${printed}`);
            hasFailed = status !== 0;
        }
        return {
            isWhole: !hasFailed,
            log: log.join("\n"),
            output: readFileSync(output, "utf8"),
            summary: readFileSync(summary, "utf8"),
        };
    }

    close(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }

    private passArtifact(
        { uses = "", with: settings = {} }: WorkflowStep,
        expressions: Readonly<Record<string, string>>,
    ) {
        if (settings.name === undefined) {
            return;
        }
        const artifact = join(this.folder, "artifacts", evaluated(String(settings.name), expressions));
        const paths = evaluated(String(settings.path), expressions).split("\n").filter(Boolean);
        if (uses.startsWith("actions/upload-artifact@")) {
            rmSync(artifact, { recursive: true, force: true });
            mkdirSync(artifact, { recursive: true });
            for (const path of paths.map((path) => resolve(this.clone, path.trim())).filter(existsSync)) {
                copyFileSync(path, join(artifact, basename(path)));
            }
        } else if (uses.startsWith("actions/download-artifact@")) {
            cpSync(artifact, resolve(this.clone, paths[0] ?? ""), { recursive: true });
        }
    }

    /** A folder of programs that stand before all others. */
    programs(scripts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
        const folder = join(this.folder, "programs");
        mkdirSync(folder, { recursive: true });
        for (const [name, text] of Object.entries(scripts)) {
            writeFileSync(join(folder, name), text, { mode: 0o755 });
        }
        return { PATH: `${folder}:${process.env.PATH}` };
    }

    private must(program: string, args: readonly string[], cwd: string): string {
        const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
        if (status !== 0) {
            throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
        }
        return stdout;
    }
}

/** Runs a program to its end; a stand-in that it asks may live in this process, so this does not wait for it in a system call. */
function ended(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (data) => {
            said += data;
        });
    }
    return new Promise<{ readonly status: number | null; readonly said: string }>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (status) => resolve({ status, said }));
    });
}

/** The variables of this process without whatever may open something. */
function clean(): NodeJS.ProcessEnv {
    return Object.fromEntries(
        Object.entries(process.env).filter(
            ([name]) => !/^(AWS_|GITHUB_|GH_|PULUMI_|NODE_OPTIONS$|TEST_TOTALS$)/.test(name),
        ),
    );
}

/** The command in a network of its own. */
function offline(command: readonly string[]): readonly string[] {
    return ["unshare", "--net", "--map-root-user", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", ...command];
}

/** Whether the kernel lets us make a network without anything in it. */
export function canBeOffline(): boolean {
    const [program = "", ...args] = offline(["true"]);
    return spawnSync(program, args).status === 0;
}
