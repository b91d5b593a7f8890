import { execFile } from "node:child_process";
import { promisify } from "node:util";
import semver from "semver";
import { findExecutables } from "./path-search";

/** A program of the user's own: it is found on PATH, and never installed. */
export interface Client {
    readonly name: "aws" | "kubectl" | "session-manager-plugin";
    /** The oldest version that does. */
    readonly oldest: string;
    readonly versionArguments: readonly string[];
    readonly use: string;
}

export const CLIENTS: readonly Client[] = [
    {
        name: "aws",
        oldest: "2.7.0",
        versionArguments: ["--version"],
        use: "gives kubectl and the platform access to clusters on AWS; https://docs.aws.amazon.com/cli/",
    },
    {
        name: "kubectl",
        // Within one minor of the oldest cluster that the platform makes.
        oldest: "1.31.0",
        versionArguments: ["version", "--client"],
        use: "to look into a cluster by hand; https://kubernetes.io/docs/tasks/tools/",
    },
    {
        name: "session-manager-plugin",
        oldest: "1.2.0",
        versionArguments: ["--version"],
        use: "reaches API servers through sessions, with cluster.endpoint.access: session; https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
    },
];

/** What of a client is on PATH. */
export interface ClientStatus {
    readonly name: Client["name"];
    readonly required: string;
    /** False for one that is there and too old: a missing one may not be wanted. */
    readonly ok: boolean;
    readonly found?: { readonly version: string; readonly path: string; readonly source: "path" };
    readonly note?: string;
}

/** Looks for a client on PATH, and asks it for its version. */
export async function inspectClient(client: Client, searchPath: string): Promise<ClientStatus> {
    const row = { name: client.name, required: `>= ${client.oldest}` };
    const [path] = findExecutables(client.name, searchPath);
    if (path === undefined) {
        return { ...row, ok: true, note: `no ${client.name} on PATH; ${client.use}` };
    }
    const version = await versionOf(path, client.versionArguments);
    if (version === undefined) {
        return { ...row, ok: false, note: `${path} does not run; ${client.use}` };
    }
    return semver.gte(version, client.oldest)
        ? { ...row, ok: true, found: { version, path, source: "path" } }
        : { ...row, ok: false, note: `${path} is version ${version}; ${client.use}` };
}

async function versionOf(path: string, args: readonly string[]): Promise<string | undefined> {
    try {
        const { stdout } = await promisify(execFile)(path, [...args], { timeout: 60_000 });
        return semver.coerce(stdout)?.version;
    } catch {
        return undefined;
    }
}
