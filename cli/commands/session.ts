import { once } from "node:events";
import type { PlatformConfig } from "../../components/config";
import { onDeparture } from "../engine/departure";
import { openStack } from "../engine/open-stack";
import { stackFile } from "../engine/project-copy";
import { checkSettings, readSettings } from "../engine/stack-settings";
import { UserError } from "../errors";
import { note } from "../notes";
import { shellWord } from "../output/shell-word";

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
    refuseOtherWays(stack, checkSettings(readSettings(stack, stackFile(stack, options.configFile))));
    const opened = await openStack("drift", stack, { ...options, note });
    try {
        const kubeconfig = opened.sessionKubeconfig;
        if (kubeconfig === undefined) {
            throw new UserError(
                `The stack ${stack} has no cluster with a host of sessions yet, so that nothing leads to an API server.\n` +
                    `Next step: npm run up -- ${stack}`,
            );
        }
        process.stdout.write(`export KUBECONFIG=${shellWord(kubeconfig)}\n`);
        note("the session stays open until Ctrl-C");
        await departure();
        return 0;
    } finally {
        await opened.close();
    }
}

/** @throws UserError where the API server of a stack is reached without sessions */
function refuseOtherWays(stack: string, config: PlatformConfig): void {
    if (config.kind !== "eks") {
        throw new UserError(
            `The stack ${stack} is on a cluster of kind ${config.kind}, to which no session leads: sessions are for clusters that the platform makes on AWS.\n` +
                "Next step: use kubectl without one.",
        );
    }
    const { access } = config.cluster.endpoint;
    if (access !== "session") {
        throw new UserError(
            `The API server of the stack ${stack} is reached without a session: eks-platform:cluster.endpoint.access is ${access}, and not session.\n` +
                `Next step: $(pulumi stack output kubeconfigCommand -s ${stack}); or set it to session, and npm run up -- ${stack}.`,
        );
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
