import { resolve } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type { HostGone } from "../engine/sessions/api-sessions";
import { renewHost } from "../engine/sessions/renew-host";
import { UserError } from "../errors";
import { note } from "../notes";
import { confirm } from "../output/confirm";

/** What of an update decides whether it may make another host of sessions. */
export interface MakeWayOptions {
    /** @default it asks */
    readonly yes?: boolean | undefined;
    /** Fail when anything would change. @default false */
    readonly expectNoChanges?: boolean | undefined;
    /** What the update may do and nothing else. @default whatever its own preview shows */
    readonly reviewed?: object | undefined;
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string | undefined;
}

/**
 * Makes another host of sessions where the old one is gone: without it not even a preview reaches the cluster.
 *
 * @throws UserError where that would be more than the update may do, is not wanted, or fails
 */
export async function makeWayAnew(stack: Stack, gone: HostGone, options: MakeWayOptions): Promise<void> {
    const { yes, expectNoChanges, reviewed, configFile } = options;
    if (reviewed !== undefined || expectNoChanges) {
        throw gone;
    }
    note(`${gone.instanceId}, through which sessions lead to the API server, is gone: another is made first`);
    if (!yes && !(await confirm(`replace the host of sessions of the stack ${stack.name} on AWS?`))) {
        throw new UserError("Nothing was changed: the question was not answered with yes.");
    }
    const { exitCode, errors, failure } = await renewHost(
        stack,
        configFile === undefined ? {} : { configFile: resolve(configFile) },
    );
    if (exitCode !== 0) {
        const words = [...errors, failure ?? []].flat().join("\n");
        throw new UserError(
            `No other host of sessions could be made:\n${words}\nNext step: mend what the engine says, then run up again.`,
        );
    }
}
