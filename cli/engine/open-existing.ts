import { existsSync } from "node:fs";
import { UserError } from "../errors";
import { note } from "../notes";
import { targetOf } from "./open-stack";
import { stackDirectory } from "./paths";
import { stackFile } from "./project-copy";
import { openSession, type Session } from "./session";
import { checkSettings, readSettings } from "./stack-settings";

/**
 * Opens a stack that was brought up, to look into its state: the program does not run.
 *
 * @throws UserError for one that never was
 */
export async function openExisting(
    stack: string,
    { offline, configFile }: { readonly offline?: boolean; readonly configFile?: string },
): Promise<Session> {
    const settings = readSettings(stack, stackFile(stack, configFile));
    const target = targetOf(checkSettings(settings), { offline });
    const directory = stackDirectory(stack, target === "simulated");
    if (target !== "cloud" && !existsSync(directory)) {
        const up = `npm run up -- ${stack}${offline ? " --offline" : ""}`;
        throw new UserError(
            `The stack ${stack} has no state on this machine: ${directory} does not exist.\nNext step: ${up}`,
        );
    }
    return openSession({ target, settings, ephemeral: false, runsProgram: false, note });
}
