import { existsSync } from "node:fs";
import { ConfigError, loadConfig, type PlatformConfig, type RawConfig, readStackFile } from "../../components/config";
import { UserError } from "../errors";

/** A stack's file, read once for all that ask for it. */
export interface StackSettings {
    readonly stack: string;
    readonly file: string;
    readonly raw: RawConfig;
}

/**
 * Reads a stack's file without checking what its values mean.
 *
 * @throws UserError when it is absent or not a stack's file
 */
export function readSettings(stack: string, file: string): StackSettings {
    if (!existsSync(file)) {
        throw new UserError(
            `The stack "${stack}" has no settings: ${file} does not exist.\n` +
                "Next step: name a stack that has a Pulumi.<stack>.yaml (local, dev and prod are shipped), or write that file.",
        );
    }
    return { stack, file, raw: faultsShown(() => readStackFile(file, stack)) };
}

/**
 * Checks a stack's config before the engine is started, so that a fault costs no time and shows one report.
 *
 * @throws UserError with every fault
 */
export function checkSettings({ raw }: StackSettings): PlatformConfig {
    return faultsShown(() => loadConfig(raw));
}

/** Runs a part of the loader; what it finds wrong is the user's to mend. */
export function faultsShown<T>(read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof ConfigError) {
            throw new UserError(error.message);
        }
        throw error;
    }
}
