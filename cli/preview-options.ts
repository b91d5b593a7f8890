import type { Command } from "commander";

/** Gathers the values of an option that may be given several times. */
export function collect(value: string, all: readonly string[] = []): readonly string[] {
    return [...all, value];
}

/** What a preview compares with, and whether its update is tried. */
export function addChange(command: Command): Command {
    return command
        .option(
            "--since [revision]",
            "with --offline: show the change since a revision (default: where HEAD left the default branch)",
        )
        .option("--no-rehearsal", "with --offline: do not try the update on a copy of the simulated world");
}

/** By what a preview is judged. */
export function addVerdict(command: Command): Command {
    return command
        .option("--policy-config <file>", "CrossGuard config (default: policies/presets/<stack>.json, else prod)")
        .option(
            "--allow-replace <urn>",
            "replace or delete this although it holds data, repeatable; * is any text",
            collect,
        );
}
