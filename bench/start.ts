import { writeSync } from "node:fs";
import { performance } from "node:perf_hooks";

const started = performance.now();

/**
 * Prints the milliseconds from the program's first import to its first resource, for the stack prod: the SDK, all components,
 * and the check of the config. The engine and the providers have no part in it. Usage: start.ts CONFIG, in JSON as the engine
 * gives it.
 */
async function main(): Promise<void> {
    const { runtime }: typeof import("@pulumi/pulumi") = require("@pulumi/pulumi");
    runtime.setAllConfig(JSON.parse(process.argv[2] ?? "{}"));
    const stop = () => {
        writeSync(process.stdout.fd, `${Math.round(performance.now() - started)}\n`);
        // The SDK complains at exit of a program that was left in the middle, which is the point here.
        process.removeAllListeners("exit");
        process.exit(0);
    };
    await runtime.setMocks({ newResource: stop, call: stop }, "eks-platform", "prod");
    const { platformProgram }: typeof import("../components/program") = require("../components/program");
    await platformProgram();
}

void main();
