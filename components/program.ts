import { RunError } from "@pulumi/pulumi";
import { ConfigError, type ConfigSecrets, loadConfig, type PlatformConfig, readEngineConfig } from "./config";
import { checkExistingNetwork } from "./existing-network/check";
import { Platform, type PlatformArgs } from "./platform";

/** How the program is run. */
export interface ProgramOptions extends Omit<PlatformArgs, "config"> {
    /** Throws a ConfigError where nothing may be made of the config. @default whoever started the engine has looked */
    readonly check?: (config: PlatformConfig) => Promise<void>;
}

/**
 * Reads the stack's config, builds the platform and returns the stack's outputs.
 *
 * @param secrets where the config's secrets stand. @default as the stack's file beside Pulumi.yaml says
 */
export async function platformProgram(
    secrets?: ConfigSecrets,
    { check, ...options }: ProgramOptions = {},
): Promise<Platform["outputs"]> {
    try {
        const config = loadConfig(readEngineConfig(secrets));
        await check?.(config);
        await checkExistingNetwork(config);
        return new Platform("platform", { config, ...options }).outputs;
    } catch (error) {
        // The engine prints a RunError without a stack trace: a fault in the config is no defect of the program.
        if (error instanceof ConfigError) {
            throw new RunError(error.message);
        }
        throw error;
    }
}
