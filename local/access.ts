import { getObject } from "./api";
import { readCredentials } from "./credentials";
import { canonicalDirectory } from "./directory";
import { ControlPlaneError } from "./errors";
import type { ServerAccess } from "./kubeconfig";
import { type PlaneRecord, readRecord } from "./record";

/** How the API server of the control plane in `directory` is reached, with all rights; undefined before its first start. */
export async function adminAccess(
    directory: string,
    record: PlaneRecord | undefined,
): Promise<ServerAccess | undefined> {
    const credentials = record?.ports && (await readCredentials(directory));
    if (!record?.ports || !credentials) {
        return undefined;
    }
    const server = `https://127.0.0.1:${record.ports.apiserver}`;
    return { server, authority: credentials.authority, token: credentials.tokens.admin };
}

/**
 * Reads an object or a list of the embedded control plane by its path, for example `/api/v1/nodes`; undefined when it does not exist.
 *
 * @throws ControlPlaneError when the control plane was never started
 */
export async function readFromControlPlane<T>(path: string): Promise<T | undefined> {
    const directory = await canonicalDirectory();
    const access = await adminAccess(directory, await readRecord(directory));
    if (!access) {
        throw new ControlPlaneError("The embedded control plane was not started.");
    }
    return getObject<T>(access, path);
}
