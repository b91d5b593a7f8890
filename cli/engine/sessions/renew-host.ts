import type { Stack } from "@pulumi/pulumi/automation";
import { UserError } from "../../errors";
import { type OperationOptions, type OperationResult, runOperation } from "../operation";
import { resourcesOf } from "../state-resources";
import { hostAmong } from "./request-of";

/**
 * Replaces the host of sessions of a stack, and touches nothing else: a whole update needs the way that the host is. The program waits
 * for the session through the new one.
 *
 * @throws UserError when the stack has no host
 */
export async function renewHost(stack: Stack, options: Pick<OperationOptions, "configFile">): Promise<OperationResult> {
    const host = hostAmong(await resourcesOf(stack));
    if (host === undefined) {
        throw new UserError(`The stack ${stack.name} has no host of sessions.\nNext step: npm run up -- ${stack.name}`);
    }
    return runOperation(stack, "up", { ...options, replaceOnly: host.urn });
}
