import { URN_PATTERN } from "../../core/engine/urn";
import { show } from "../../core/faults/fault";
import { allowDangers, idlePatterns, notAllowed } from "../../review/dangers/allow";
import { dangersOf } from "../../review/dangers/dangers-of";
import type { Danger } from "../../review/model/danger";
import { UserError } from "../errors";
import type { OperationResult } from "./operation";

/** Exit code of a preview, or of an update before it began, that would take data along which nobody has allowed. */
export const NOT_ALLOWED = 3;

/** An operation's result with what it does to data. */
export interface GuardedResult extends OperationResult {
    /** The gravest first; none for operations other than `preview` and `up`: a destroy does nothing but delete. */
    readonly dangers: readonly Danger[];
    /** Patterns of `--allow-replace` that name nothing which would have to be allowed. */
    readonly idle: readonly string[];
}

/** What may be replaced or deleted with its data. */
export interface Allowances {
    /** Of the command line. */
    readonly given: readonly string[];
    /** Of the stack's settings. */
    readonly configured: readonly string[];
}

/**
 * Reads patterns of `--allow-replace`.
 *
 * @throws UserError for one that can match no URN, or would match all
 */
export function requireUrnPatterns(patterns: readonly string[]): void {
    const wrong = patterns.find((pattern) => !URN_PATTERN.test(pattern));
    if (wrong !== undefined) {
        throw new UserError(
            `--allow-replace is ${show(wrong)}; allowed: a URN, in which * stands for any text.\n` +
                "Next step: copy it from the end of the preview, for example '*::platform-shop-namespace'.",
        );
    }
}

/** Judges what an operation does to data. A preview that succeeded has failed where it takes data along that nobody has allowed, or cannot be carried out. */
export function guarded(result: OperationResult, { given, configured }: Allowances): GuardedResult {
    const isChange = result.operation === "preview" || result.operation === "up";
    const found = isChange ? dangersOf(result.steps, result.states) : [];
    const dangers = allowDangers(found, [...given, ...configured]);
    const isGood = result.operation === "preview" && result.exitCode === 0;
    return {
        ...result,
        exitCode: isGood ? verdict(dangers) : result.exitCode,
        dangers,
        idle: isChange ? idlePatterns(found, given) : [],
    };
}

function verdict(dangers: readonly Danger[]): number {
    if (dangers.some(({ kind }) => kind === "refused")) {
        return 1;
    }
    return notAllowed(dangers).length > 0 ? NOT_ALLOWED : 0;
}
