import { RunError } from "@pulumi/pulumi";
import { ConfigError, loadConfig, readEngineConfig } from "./components/config";
import { Platform } from "./components/platform";

/** Reads the stack's config, builds the platform and returns the stack's outputs. */
async function program(): Promise<Platform["outputs"]> {
    try {
        return new Platform("platform", { config: loadConfig(readEngineConfig()) }).outputs;
    } catch (error) {
        // The engine prints a RunError without a stack trace: a fault in the config is no defect of the program.
        if (error instanceof ConfigError) throw new RunError(error.message);
        throw error;
    }
}

export = program;
