import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { PACK_PORT } from "../../toolchain";
import { projectRoot } from "../../toolchain/paths";

/** The policy pack in a thread of this process. */
export interface AttachedPack {
    /**
     * What the engine's environment tells of it.
     *
     * @throws Error what kept it from starting
     */
    env(): Promise<Readonly<Record<string, string>>>;
    close(): Promise<void>;
}

/**
 * Starts the policy pack in a thread, which is ready by the time that the engine is: as a process of the engine's it starts only when all else
 * waits for it, with another Node.js and another SDK.
 */
export function attachPack(): AttachedPack {
    // What rules print by mistake must not get between what the command prints.
    const worker = new Worker(join(projectRoot(), "policies", "thread.cjs"), { stdout: true });
    worker.stdout.pipe(process.stderr, { end: false });
    const port = once(worker, "message");
    // Heard of by who asks for it.
    port.catch(() => {});
    return {
        async env() {
            return { [PACK_PORT]: String((await port)[0]) };
        },
        async close() {
            await worker.terminate();
        },
    };
}
