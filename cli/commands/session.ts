import { once } from "node:events";
import { onDeparture } from "../engine/departure";
import { openStack } from "../engine/open-stack";
import { UserError } from "../errors";
import { note } from "../notes";

export interface SessionCommandOptions {
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string;
}

/**
 * Holds a session to a stack's API server open, for kubectl and plain pulumi, until it is told to end.
 *
 * @throws UserError where the stack has no such way, or nothing to lead to yet
 */
export async function session(stack: string, options: SessionCommandOptions): Promise<number> {
    const opened = await openStack("drift", stack, { ...options, note });
    try {
        const kubeconfig = opened.sessionKubeconfig;
        if (kubeconfig === undefined) {
            throw new UserError(
                `The stack ${stack} has no session to its API server: cluster.endpoint.access is not session, or nothing has been brought up yet.\n` +
                    `Next step: set it to session, and npm run up -- ${stack}.`,
            );
        }
        process.stdout.write(`export KUBECONFIG=${kubeconfig}\n`);
        note("the session stays open until Ctrl-C");
        await departure();
        return 0;
    } finally {
        await opened.close();
    }
}

async function departure(): Promise<void> {
    const ends = new AbortController();
    const stop = onDeparture(() => ends.abort());
    // Something must keep the process: signals do not.
    const timer = setInterval(() => undefined, 60_000);
    await once(ends.signal, "abort");
    clearInterval(timer);
    stop();
}
