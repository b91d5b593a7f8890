import { type Base, makeBase } from "../engine/change/base";
import { type Rehearsal, startRehearsal } from "../engine/change/rehearsal";
import type { NoBase } from "../engine/change/revision";
import { targetOf } from "../engine/open-stack";
import { stackFile } from "../engine/project-copy";
import type { Session } from "../engine/session";
import { checkSettings, readSettings } from "../engine/stack-settings";
import { UserError } from "../errors";
import type { Note } from "../notes";

/** What a preview is asked of a change. */
export interface ChangeOptions {
    /** The revision that the change is compared with; `true` for where HEAD left the default branch. @default the stack's own state */
    readonly since?: string | true;
    /** Stand-in providers instead of AWS: no credentials, no plugins, no network. @default false */
    readonly offline?: boolean;
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string;
}

/** How the update that a preview is of is tried. */
export interface RehearsalOptions {
    /** Whether it is. @default true */
    readonly rehearsal?: boolean;
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string;
    /** The stack before the change. @default what is there */
    readonly base?: Base | NoBase | undefined;
}

/**
 * The stack as it was before the change, where one was asked for. What is wrong with the settings of the change is told before
 * that takes its time.
 *
 * @throws UserError where the revision cannot be had, or the stack is no simulated one
 */
export async function baseOf(
    stack: string,
    { since, ...options }: ChangeOptions,
    note: Note,
): Promise<Base | NoBase | undefined> {
    if (since === undefined) {
        return undefined;
    }
    const config = checkSettings(readSettings(stack, stackFile(stack, options.configFile)));
    const target = targetOf(config, options);
    if (target !== "simulated") {
        const where = target === "cloud" ? "on AWS" : "on its cluster";
        throw new UserError(
            `--since makes the stack of a revision on simulated providers, and ${stack} is to be previewed ${where}, ` +
                "where what runs is what a preview compares with.\n" +
                "Next step: add --offline, or leave --since out.",
        );
    }
    const base = await makeBase(stack, since, { configFile: options.configFile, note });
    note(
        "missing" in base
            ? `there is no base to compare with, so the whole stack is shown: ${base.missing}`
            : `compared with ${base.name} (${base.commit.slice(0, 9)}), brought up on simulated providers`,
    );
    return base;
}

/** The update that a preview is of, tried on a copy of its world. Nothing but a simulated world can be copied. */
export async function rehearsalOf(
    { target, directory }: Session,
    stack: string,
    { rehearsal = true, configFile, base }: RehearsalOptions,
): Promise<Rehearsal | undefined> {
    if (!rehearsal || target !== "simulated" || directory === undefined) {
        return undefined;
    }
    const before = base === undefined || "missing" in base ? undefined : base.settings;
    return startRehearsal({ stack, settings: stackFile(stack, configFile), directory, before });
}
