import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type SessionRequest, sessionKubeconfig } from "../../../components/cluster/session";
import { projectRoot } from "../../../toolchain/paths";
import { UserError } from "../../errors";
import type { Note } from "../../notes";
import { lockStack } from "../lock";
import { type AwsSession, NotConnected, type SessionTarget, startAwsSession } from "./aws-session";
import { Forwarder } from "./forwarder";
import { instanceState } from "./instance-state";
import { hostOf, throughPort } from "./session-kubeconfig";

/** How long a new instance may take until its agent answers. */
const WAIT_SECONDS = 300;
const RETRY_MILLISECONDS = 5_000;

/** A host of sessions that is gone for good. */
export class HostGone extends UserError {
    constructor(
        stack: string,
        readonly instanceId: string,
        state: string,
    ) {
        super(
            `The instance ${instanceId}, through which sessions lead to the API server of the stack ${stack}, is ${state}.\n` +
                `Next step: npm run up -- ${stack}, which makes another one first. Then repeat this.`,
        );
    }
}

/** The sessions of one run to the API server of a stack. */
export class ApiSessions {
    private opened: { readonly target: SessionTarget; readonly forwarder: Forwarder } | undefined;
    private opening: Promise<void> = Promise.resolve();
    private unlock: (() => Promise<void>) | undefined;
    private readonly file: string;

    constructor(
        private readonly stack: string,
        private readonly note: Note,
    ) {
        this.file = resolve(projectRoot(), sessionKubeconfig(stack));
        process.on("exit", this.forget);
    }

    /** The kubeconfig that leads through the session. */
    get kubeconfig(): string {
        return this.file;
    }

    /**
     * Opens a session, and writes the kubeconfig that leads through it. A second call for the same instance changes nothing.
     *
     * @throws HostGone when the instance is terminated, UserError when no session can be opened
     */
    readonly open = (request: SessionRequest): Promise<void> => {
        this.opening = this.opening.catch(() => undefined).then(() => this.openOne(request));
        return this.opening;
    };

    /** Ends the session, and leaves nothing of it behind. */
    async close(): Promise<void> {
        await this.opening.catch(() => undefined);
        await this.opened?.forwarder.close();
        this.forget();
        process.off("exit", this.forget);
        await this.unlock?.();
    }

    private readonly forget = (): void => {
        if (this.unlock) {
            rmSync(this.file, { force: true });
        }
    };

    private async openOne({ instanceId, region, kubeconfig }: SessionRequest): Promise<void> {
        const target = { instanceId, region, host: hostOf(kubeconfig) };
        if (this.opened && JSON.stringify(this.opened.target) === JSON.stringify(target)) {
            return;
        }
        // The file has one port in it, and whoever reads it must find the own one.
        this.unlock ??= await lockStack(dirname(this.file), () =>
            this.note("another run has a session to this cluster open: waiting for it to end"),
        );
        await this.opened?.forwarder.close();
        const forwarder = await Forwarder.listen({
            start: () => startPatiently(this.stack, target, this.note),
            onEnd: () => this.note("the session to the API server has ended; the next request opens another"),
            onFailure: (error) => this.note(`no session to the API server: ${messageOf(error)}`),
        });
        this.opened = { target, forwarder };
        await forwarder.connect();
        mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
        writeFileSync(this.file, throughPort(kubeconfig, forwarder.port), { mode: 0o600 });
        this.note(`a session through ${instanceId} leads to the API server`);
    }
}

/** @throws HostGone when the instance is terminated, UserError when it does not answer in time, or nothing can be opened at all */
async function startPatiently(stack: string, target: SessionTarget, note: Note): Promise<AwsSession> {
    const end = Date.now() + WAIT_SECONDS * 1_000;
    for (let attempt = 0; ; attempt++) {
        try {
            return await startAwsSession(target);
        } catch (error) {
            if (!(error instanceof NotConnected)) {
                throw error;
            }
            if (Date.now() > end) {
                throw new UserError(
                    `The instance ${target.instanceId} has not connected to Systems Manager in ${WAIT_SECONDS / 60} minutes: ${error.message}\n` +
                        "Next step: see that its subnet has a way to the endpoints ssm and ssmmessages, and that it runs; then run this again.",
                );
            }
            if (attempt === 0) {
                await requireHost(stack, target, note);
                note(`waiting for ${target.instanceId} to connect to Systems Manager`);
            }
            await delay(RETRY_MILLISECONDS);
        }
    }
}

/** States that an instance does not come back from. */
const GONE: ReadonlySet<string> = new Set(["shutting-down", "terminated"]);

/** @throws UserError where it would be in vain to wait for an instance to connect */
async function requireHost(stack: string, target: SessionTarget, note: Note): Promise<void> {
    const { instanceId, region } = target;
    let state: string;
    try {
        state = await instanceState(target);
    } catch (error) {
        // Who may start sessions may not be allowed to ask.
        note(`EC2 does not say whether ${instanceId} runs: ${messageOf(error)}`);
        return;
    }
    if (GONE.has(state)) {
        throw new HostGone(stack, instanceId, state);
    }
    if (state === "stopped" || state === "stopping") {
        throw new UserError(
            `The instance ${instanceId}, through which sessions lead to the API server of the stack ${stack}, is ${state}.\n` +
                `Next step: aws ec2 start-instances --region ${region} --instance-ids ${instanceId}; then run this again.`,
        );
    }
}

function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
