import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { NO_AWS_CLI } from "../../aws-cli";
import { UserError } from "../../errors";

/** One session of Session Manager: a process of the AWS CLI that forwards a local port to a host behind an instance. */
export interface AwsSession {
    /** The local port. */
    readonly port: number;
    /** Ends with the session, however it ends. */
    readonly ended: Promise<void>;
    close(): Promise<void>;
}

/** What a session leads to. */
export interface SessionTarget {
    readonly instanceId: string;
    readonly region: string;
    /** Name of the host that the instance connects to, on port 443. */
    readonly host: string;
}

/**
 * Becomes the AWS CLI, which starts session-manager-plugin, in a group of processes of its own. What is left beside it ends the whole group
 * once nobody holds the other end of its standard input: that is so however this process ends, killed or not.
 */
const WATCHED = 'exec 3<&0; { read -r _ <&3; kill -TERM 0; } & exec "$@" </dev/null 3<&-';

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html */
const DOCUMENT = "AWS-StartPortForwardingSessionToRemoteHost";

/** What the AWS CLI says while the agent of a new instance has not come up yet. */
const NOT_YET = /TargetNotConnected|InvalidInstanceId/;

/** How the plugin says which port it listens on. */
const PORT = /\bPort (\d+) opened for sessionId\b/;

/** An instance whose agent does not answer yet. */
export class NotConnected extends Error {}

/**
 * Starts a session.
 *
 * @throws NotConnected where the instance cannot be reached yet, UserError where it never will
 */
export async function startAwsSession({ instanceId, region, host }: SessionTarget): Promise<AwsSession> {
    const parameters = JSON.stringify({ host: [host], portNumber: ["443"] });
    const command = [
        ...["aws", "ssm", "start-session", "--region", region, "--target", instanceId],
        ...["--document-name", DOCUMENT, "--parameters", parameters],
    ];
    const child = spawn("sh", ["-c", WATCHED, "sh", ...command], { detached: true, stdio: ["pipe", "pipe", "pipe"] });
    // It may be gone when its input is closed.
    child.stdin.on("error", () => undefined);
    let words = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        words = (words + text).slice(-4_000);
    });
    const ended = new Promise<void>((resolve) => {
        child.once("exit", () => {
            child.stdin.end();
            resolve();
        });
        child.once("error", () => resolve());
    });
    const port = await Promise.race([portOf(child), ended.then(() => undefined)]);
    if (port === undefined) {
        throw failure(words.trim(), instanceId);
    }
    return {
        port,
        ended,
        async close() {
            child.stdin.end();
            await ended;
        },
    };
}

/** Reads on after the port: a full pipe would stop the session. */
function portOf({ stdout }: ChildProcess): Promise<number> {
    return new Promise((resolve) => {
        if (stdout) {
            createInterface({ input: stdout }).on("line", (line) => {
                const [, port] = PORT.exec(line) ?? [];
                if (port !== undefined) {
                    resolve(Number(port));
                }
            });
        }
    });
}

function failure(words: string, instanceId: string): Error {
    if (NOT_YET.test(words)) {
        return new NotConnected(words);
    }
    if (/SessionManagerPlugin is not found/i.test(words)) {
        return new UserError(
            "The AWS CLI finds no session-manager-plugin, by which it forwards ports.\n" +
                "Next step: install it (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html); npm run doctor says whether it is found.",
        );
    }
    if (/\baws: (command )?not found|aws: No such file/i.test(words)) {
        return new UserError(NO_AWS_CLI);
    }
    return new UserError(
        `No session to the instance ${instanceId} can be opened: ${words || "the AWS CLI ended without a word"}\n` +
            "Next step: docs/first-up.md names the permissions that a session needs.",
    );
}
