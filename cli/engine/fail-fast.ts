import { setImmediate } from "node:timers/promises";
import type { PulumiFn } from "@pulumi/pulumi/automation";

// The SDK has these for its own servers and declares them nowhere; tests/engine/failing-program.test.ts holds them to their meaning.
const { waitForRPCs }: { waitForRPCs(): Promise<void> } = require("@pulumi/pulumi/runtime/settings");
const {
    getStore,
}: { getStore(): { settings: { rpcDone: Promise<unknown> } } } = require("@pulumi/pulumi/runtime/state");

/**
 * The program, ended by the first error that nothing in it awaits: a data source that failed, a value that could not be computed.
 *
 * The SDK writes such an error down and waits on, for resources that will never come. A program with a process of its own ends
 * because nothing is left to do; here the engine keeps the process busy, and the run would wait for ever. The engine takes the
 * end as that of any failed program: it starts no more steps, lets the running ones end and saves the state.
 */
export function failFast(program: PulumiFn): PulumiFn {
    return async () => {
        const { settings } = getStore();
        const unhandled = new Unhandled();
        try {
            const outputs = await Promise.race([program(), unhandled.first]);
            // Node.js tells of an error that nothing awaits only when no promise has anything to do, which is after the SDK has nothing to do.
            await Promise.race([waitForRPCs().then(() => setImmediate()), unhandled.first]);
            unhandled.close();
            return outputs;
        } catch (error) {
            // The SDK would wait for the resources that depend on what failed, and those are never sent.
            settings.rpcDone = Promise.resolve();
            throw error;
        }
    };
}

/** Errors that nothing awaits. After the first they stay caught: what comes while the engine ends must not end this process. */
class Unhandled {
    readonly first: Promise<never>;
    private note: (error: unknown) => void = () => undefined;

    constructor() {
        this.first = new Promise((_, reject) => {
            this.note = reject;
        });
        this.first.catch(() => undefined);
        process.on("uncaughtException", this.note);
        process.on("unhandledRejection", this.note);
    }

    close(): void {
        process.off("uncaughtException", this.note);
        process.off("unhandledRejection", this.note);
    }
}
