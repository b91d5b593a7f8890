import { existsSync } from "node:fs";
import { claimSupervision } from "./claim";
import { startControllers as start } from "./controllers";
import { ControlPlaneError } from "./errors";
import { ensurePrivateDirectory } from "./files";
import type { ServerAccess } from "./kubeconfig";
import { limitLog, logDirectory, logPath } from "./logs";
import { PART_NAMES, type PlaneTools } from "./parts";
import { kubeconfigPath } from "./paths";
import { Plane } from "./plane";
import { recordPath } from "./record";

/**
 * The detached process that runs the control plane. Arguments: its folder, and the paths of the tools as JSON.
 * It ends when it is told to (SIGTERM), when the start fails, or when its folder is deleted under it.
 */
async function supervise(directory: string, tools: PlaneTools): Promise<void> {
    // Whatever the parts write is for their owner alone.
    process.umask(0o077);
    const rival = await claimSupervision(directory);
    if (rival !== undefined) {
        console.error(`${new Date().toISOString()} process ${rival} supervises this control plane already`);
        process.exit(0);
    }

    await ensurePrivateDirectory(logDirectory(directory));
    const plane = new Plane({ directory, kubeconfigPath: kubeconfigPath(), tools, startControllers });
    let ending = false;
    const end = async (failure?: string) => {
        if (ending) {
            return;
        }
        ending = true;
        await (failure === undefined ? plane.stop() : plane.fail(failure));
        process.exit(failure === undefined ? 0 : 1);
    };
    const fail = (error: unknown) => {
        console.error(error);
        void end(error instanceof ControlPlaneError ? error.message : `the supervisor failed: ${String(error)}`);
    };

    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
        process.on(signal, () => void end());
    }
    process.on("uncaughtException", fail);
    process.on("unhandledRejection", fail);
    await plane.start().catch(fail);

    setInterval(() => {
        if (!existsSync(recordPath(directory))) {
            return void end();
        }
        for (const part of ["supervisor", ...PART_NAMES]) {
            limitLog(logPath(directory, part)).catch(console.error);
        }
    }, 1000);
}

/**
 * The client library takes most of a second to load, so it is loaded when the cluster is up.
 */
function startControllers(kubeconfig: string, access: ServerAccess): () => void {
    let stop: (() => void) | undefined;
    let stopped = false;
    void import("@kubernetes/client-node").then((client) => {
        if (!stopped) {
            stop = start(client, kubeconfig, access);
        }
    });
    return () => {
        stopped = true;
        stop?.();
    };
}

const [directory, tools] = process.argv.slice(2);
if (!directory || !tools) {
    throw new Error("usage: supervisor <directory> <tools as JSON>");
}
supervise(directory, JSON.parse(tools) as PlaneTools).catch((error: unknown) => {
    console.error(error instanceof ControlPlaneError ? error.message : error);
    process.exit(1);
});
