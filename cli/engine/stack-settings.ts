import { existsSync } from "node:fs";
import { ConfigError, loadConfig, type PlatformConfig, readStackFile } from "../../components/config";
import { UserError } from "../errors";

/**
 * Reads and checks a stack's config before the engine is started, so that a fault costs no time and shows one report.
 *
 * @throws UserError with every fault
 */
export function checkStackConfig(stack: string, file: string): PlatformConfig {
    if (!existsSync(file)) {
        throw new UserError(
            `The stack "${stack}" has no settings: ${file} does not exist.\n` +
                "Next step: name a stack that has a Pulumi.<stack>.yaml (local, dev and prod are shipped), or write that file.",
        );
    }
    try {
        return loadConfig(readStackFile(file, stack));
    } catch (error) {
        if (error instanceof ConfigError) throw new UserError(error.message);
        throw error;
    }
}
