import { RunError } from "@pulumi/pulumi";
import { ConfigError, type ConfigSecrets, loadConfig, type PlatformConfig, readEngineConfig } from "./config";
import { Platform } from "./platform";

/**
 * Reads the stack's config, builds the platform and returns the stack's outputs.
 *
 * @param secrets where the config's secrets stand. @default as the stack's file beside Pulumi.yaml says
 * @param check throws a ConfigError where nothing may be made of the config. @default whoever started the engine has looked
 */
export async function platformProgram(
    secrets?: ConfigSecrets,
    check?: (config: PlatformConfig) => Promise<void>,
): Promise<Platform["outputs"]> {
    try {
        const config = loadConfig(readEngineConfig(secrets));
        await check?.(config);
        return new Platform("platform", { config }).outputs;
    } catch (error) {
        // The engine prints a RunError without a stack trace: a fault in the config is no defect of the program.
        if (error instanceof ConfigError) {
            throw new RunError(error.message);
        }
        throw error;
    }
}
