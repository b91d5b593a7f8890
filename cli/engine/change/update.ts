import { fork } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";
import { onDeparture } from "../departure";

/** An update of a simulated stack that nobody keeps. */
export interface UpdateJob {
    readonly stack: string;
    /** The stack's settings. */
    readonly settings: string;
    /** Folder with the state and the world, or an empty one. */
    readonly directory: string;
    /** Folder of the revision of this project whose program it is. @default this clone */
    readonly root?: string;
    /** The stack's settings before the change. @default none */
    readonly before?: string;
}

/** Why an update failed. */
export interface UpdateError {
    /** The resource that could not be made, changed or deleted. @default the update as a whole */
    readonly urn?: string;
    readonly message: string;
}

/** What the process of an update tells. */
export type UpdateMessage = { readonly done: number } | { readonly errors: readonly UpdateError[] };

/** A running update; whatever ends the command ends it, too. */
export interface Update {
    /** Why it failed; nothing where it did not. */
    readonly errors: Promise<readonly UpdateError[]>;
    /** Ends it, and waits for its end. */
    end(): Promise<void>;
}

/**
 * Brings a stack up on a simulator in a process of its own, without policies and without a state on disk before the end. The process
 * is the second core's, and keeps another revision's program out of this one.
 */
export function startUpdate(job: UpdateJob, onProgress: (resources: number) => void): Update {
    const worker = fork(join(projectRoot(), "bin", "run.mjs"), [join(__dirname, "worker.ts")], {
        cwd: projectRoot(),
        execArgv: [],
        stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const stop = onDeparture(() => worker.kill("SIGTERM"));
    let said = "";
    worker.stderr?.on("data", (text) => {
        said += text;
    });
    let told: readonly UpdateError[] | undefined;
    worker.on("message", (message: UpdateMessage) => {
        if ("errors" in message) {
            told = message.errors;
        } else {
            onProgress(message.done);
        }
    });
    const errors = new Promise<readonly UpdateError[]>((resolve, reject) => {
        worker.on("error", reject);
        worker.on("close", () => {
            stop();
            resolve(told ?? [{ message: `the update ended without a word: ${said.trim().split("\n").at(-1)}` }]);
        });
    });
    worker.send(job);
    return {
        errors,
        async end() {
            worker.kill("SIGTERM");
            await errors;
        },
    };
}
