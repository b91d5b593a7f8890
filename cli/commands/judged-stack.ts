import type { Base } from "../engine/change/base";
import type { NoBase } from "../engine/change/revision";
import { type OpenedStack, openStack } from "../engine/open-stack";
import type { OperationName } from "../engine/operation";
import { policyConfigFile } from "../engine/policy-config";
import { requireUrnPatterns } from "../engine/replacement-guard";
import { note } from "../notes";
import { baseOf, type ChangeOptions } from "./preview-change";

/** What every operation that the policies judge is asked by. */
export interface JudgedStackOptions extends ChangeOptions {
    /** CrossGuard config file. @default policies/presets/<stack>.json, else the preset prod */
    readonly policyConfig?: string;
    /** URNs, with `*` for any text, of what may be replaced or deleted with its data. @default what the stack's settings name */
    readonly allowReplace?: readonly string[];
}

/** A stack that is open, with what it is judged by and compared with. */
export interface JudgedStack {
    readonly session: OpenedStack;
    readonly policyConfig: string;
    readonly base: Base | NoBase | undefined;
}

/**
 * Opens a stack for an operation, runs it, and closes the stack again.
 *
 * @throws UserError when the stack cannot be opened, or the base that it is compared with cannot be had
 */
export async function withStack<Result>(
    operation: OperationName,
    stack: string,
    options: JudgedStackOptions,
    run: (opened: JudgedStack) => Promise<Result>,
): Promise<Result> {
    requireUrnPatterns(options.allowReplace ?? []);
    const policyConfig = policyConfigFile(stack, options.policyConfig);
    const base = await baseOf(stack, options, note);
    const session = await openStack(operation, stack, {
        ...options,
        base: base === undefined || "missing" in base ? undefined : base,
        ephemeral: base !== undefined,
        runsPolicies: true,
        note,
    });
    try {
        return await run({ session, policyConfig, base });
    } finally {
        await session.close();
    }
}
