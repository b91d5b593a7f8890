/**
 * A mistake of the user or a state of the machine that the user can mend: shown as its message alone, without a stack trace.
 * The message says what was found, what is allowed and the next step.
 */
export class UserError extends Error {
    override readonly name = "UserError";

    /** @param exitCode the process's exit code, default 1 */
    constructor(
        message: string,
        readonly exitCode: number = 1,
    ) {
        super(message);
    }
}
