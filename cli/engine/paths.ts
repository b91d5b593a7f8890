import { join } from "node:path";
import { cacheDirectory, platformHome } from "../../toolchain/paths";

/** Where the engine keeps the state of a stack that lives on this machine only (stack `local`, and simulated stacks). */
export function stackDirectory(stack: string, simulated: boolean): string {
    return join(platformHome(), "stacks", simulated ? `${stack}-simulated` : stack);
}

/** The engine's own home for those stacks, so that nothing is written to the user's `~/.pulumi`. */
export function privatePulumiHome(): string {
    return join(cacheDirectory(), "pulumi-home");
}
