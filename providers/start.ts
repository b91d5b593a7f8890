import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Providers } from "../core/engine/serve";
import { projectRoot } from "../toolchain/paths";

/** How long the process may take to end once the engine has. */
const GRACE_MILLISECONDS = 5_000;

/** How the providers of a real cluster are started. */
export interface RealProvidersOptions {
    /** The helm binary, for Helm releases. @default helm on PATH */
    readonly helmPath?: string | undefined;
    /** Whether the process may change the SDK to be quicker, which is for the embedded control plane. @default false */
    readonly quickSdk?: boolean;
}

/**
 * Starts the providers of a real cluster in a process of their own.
 *
 * @throws Error when the process ends before it serves; it has said why on standard error
 */
export async function startRealProviders({
    helmPath,
    quickSdk = false,
}: RealProvidersOptions = {}): Promise<Pick<Providers, "env" | "close">> {
    const preloaded = ["register.cjs", ...(quickSdk ? ["quick-sdk.cjs"] : [])];
    const child = spawn(
        process.execPath,
        [
            ...preloaded.flatMap((file) => ["--require", join(projectRoot(), "bin", file)]),
            join(__dirname, "serve.ts"),
            ...(helmPath === undefined ? [] : [helmPath]),
        ],
        { cwd: projectRoot(), stdio: ["pipe", "pipe", "inherit"] },
    );
    const ended = once(child, "exit");
    const line = once(createInterface({ input: child.stdout }), "line");
    const [first] = await Promise.race([line, ended]);
    if (typeof first !== "string") {
        throw new Error(`the Kubernetes provider did not start (exit code ${first})`);
    }
    return {
        env: JSON.parse(first),
        async close() {
            child.stdin.end();
            await Promise.race([ended, sleep(GRACE_MILLISECONDS, undefined, { ref: false })]);
            child.kill("SIGKILL");
        },
    };
}
