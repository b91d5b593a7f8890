import { performance } from "node:perf_hooks";
import { runtime } from "@pulumi/pulumi";
import { readStackFile } from "../components/config";
import { projectRoot } from "../toolchain/paths";

/** Prints the milliseconds from before the program's imports to its first resource, for the stack prod. */
async function main(): Promise<void> {
    const { values } = readStackFile(`${projectRoot()}/Pulumi.prod.yaml`, "prod");
    const config = Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
    runtime.setAllConfig(config);
    let first: number | undefined;
    const started = performance.now();
    await runtime.setMocks(
        {
            newResource: (args) => {
                first ??= performance.now();
                return { id: `${args.name}-id`, state: args.inputs };
            },
            call: (args) => args.inputs,
        },
        "eks-platform",
        "prod",
    );
    const { program }: typeof import("../cli/program") = require("../cli/program");
    await program().catch(() => undefined);
    process.stdout.write(`${Math.round((first ?? Number.NaN) - started)}\n`);
    process.exit(0);
}

void main();
