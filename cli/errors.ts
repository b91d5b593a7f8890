import { ControlPlaneError } from "../local/errors";
import { ToolchainError } from "../toolchain/errors";

/**
 * A mistake of the user or a state of the machine that the user can mend: shown as its message alone, without a stack trace.
 * The message says what was found, what is allowed and the next step.
 */
export class UserError extends Error {
    override readonly name = "UserError";
}

/** Whether an error says what to do next by itself; any other is a defect and keeps its stack trace. */
export function isExpected(error: unknown): error is Error {
    return error instanceof UserError || error instanceof ToolchainError || error instanceof ControlPlaneError;
}
