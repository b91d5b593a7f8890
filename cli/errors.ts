import { ControlPlaneError } from "../local/errors";
import { ToolchainError } from "../toolchain/errors";

/**
 * A mistake of the user or a state of the machine that the user can mend: shown as its message alone, without a stack trace.
 * The message says what was found, what is allowed and the next step.
 */
export class UserError extends Error {
    override readonly name = "UserError";
}

/** What the user can do about a file that this machine refuses. */
const FILE_FAULTS: Readonly<Record<string, string>> = {
    EACCES: "give yourself the right to it, or choose another folder (EKS_PLATFORM_HOME, EKS_PLATFORM_CACHE, PULUMI_HOME)",
    EPERM: "give yourself the right to it, or choose another folder (EKS_PLATFORM_HOME, EKS_PLATFORM_CACHE, PULUMI_HOME)",
    EROFS: "choose a folder that can be written (EKS_PLATFORM_HOME, EKS_PLATFORM_CACHE, PULUMI_HOME)",
    ENOTDIR: "choose a folder (EKS_PLATFORM_HOME, EKS_PLATFORM_CACHE, PULUMI_HOME)",
    EEXIST: "choose a folder (EKS_PLATFORM_HOME, EKS_PLATFORM_CACHE, PULUMI_HOME)",
    ENOSPC: "make room on the disk",
};

/**
 * The error as the user is to see it: one that says what to do next, else `undefined` for a defect, which keeps its stack
 * trace.
 */
export function expected(error: unknown): Error | undefined {
    if (error instanceof UserError || error instanceof ToolchainError || error instanceof ControlPlaneError) {
        return error;
    }
    const engine = engineWords(error);
    if (engine !== undefined) {
        return new UserError(engine);
    }
    const { code = "", path } = error as NodeJS.ErrnoException;
    const next = error instanceof Error && path !== undefined ? FILE_FAULTS[code] : undefined;
    return next === undefined ? undefined : new UserError(`${(error as Error).message}.\nNext step: ${next}.`);
}

/**
 * What the engine said, where it refused a command; the Automation API wraps it into its own command line, output and stack trace.
 */
function engineWords(error: unknown): string | undefined {
    if (!(error instanceof Error && "commandResult" in error)) {
        return undefined;
    }
    const { stderr, err } = error.commandResult as { stderr: string; err?: { stderr?: string } };
    const words = (err?.stderr || stderr).trim().replace(/^error: /, "");
    return `The engine refused: ${words}`;
}
