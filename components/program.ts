import { RunError } from "@pulumi/pulumi";
import { ConfigError, type ConfigSecrets, loadConfig, readEngineConfig } from "./config";
import { Platform } from "./platform";

/**
 * Reads the stack's config, builds the platform and returns the stack's outputs.
 *
 * @param secrets where the config's secrets stand. @default as the stack's file beside Pulumi.yaml says
 */
export async function platformProgram(secrets?: ConfigSecrets): Promise<Platform["outputs"]> {
    try {
        return new Platform("platform", { config: loadConfig(readEngineConfig(secrets)) }).outputs;
    } catch (error) {
        // The engine prints a RunError without a stack trace: a fault in the config is no defect of the program.
        if (error instanceof ConfigError) throw new RunError(error.message);
        throw error;
    }
}
