import { spawn } from "node:child_process";
import { join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import { projectRoot } from "../../toolchain/paths";

/** A run of the `platform` command. */
export interface Run {
    readonly ended: Promise<{ exitCode: number | null; output: string }>;
    kill(): void;
}

/**
 * Starts the `platform` command with a home of its own.
 *
 * @param environment further variables. @default none
 */
export function platform(home: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Run {
    const child = spawn(process.execPath, [join(projectRoot(), "bin", "platform.mjs"), ...args], {
        cwd: projectRoot(),
        env: { ...process.env, EKS_PLATFORM_HOME: home, NO_COLOR: "1", ...environment },
        stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => {
        output += data;
    });
    child.stderr.on("data", (data) => {
        output += data;
    });
    // "exit", not "close": what a killed run leaves behind may hold the pipes.
    const ended = new Promise<{ exitCode: number | null; output: string }>((resolve) => {
        child.on("exit", (exitCode) => setImmediate(() => resolve({ exitCode, output })));
    });
    return { ended, kill: () => child.kill("SIGKILL") };
}

/** The way to the control plane of that home. */
export function kubernetes(home: string): KubeConfig {
    const config = new KubeConfig();
    config.loadFromFile(join(home, "local", "kubeconfig"));
    return config;
}
