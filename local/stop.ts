import { readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { canonicalDirectory } from "./directory";
import { ControlPlaneError } from "./errors";
import { isErrorCode } from "./files";
import { endProcesses, findPlaneProcesses } from "./processes";

/** The supervisor takes its parts down one after the other, each in up to three seconds. */
const SUPERVISOR_LIMIT_MS = 10_000;
const PART_LIMIT_MS = 500;

/** What the control plane keeps in its folder; anything else there is somebody else's. */
const OWN_ENTRIES =
    /^(credentials(\.draft)?|etcd|kubeconfigs|logs|claim(\.\d+)?|(kubeconfig|record\.json|claim\.\d+)(\.\d+\.tmp)?)$/;

/**
 * Ends the embedded control plane and deletes its data: no process and no file of it is left. Does nothing when there is none.
 * @throws ControlPlaneError when a process cannot be ended
 */
export async function stopControlPlane(): Promise<void> {
    const directory = await canonicalDirectory();
    const processes = () => findPlaneProcesses(directory);
    // First of all whatever would start the parts again.
    await endProcesses(() => processes().filter(({ part }) => part === "supervisor"), SUPERVISOR_LIMIT_MS);
    const left = await endProcesses(processes, PART_LIMIT_MS);
    if (left.length > 0) {
        const names = left.map(({ part, pid }) => `${part} (process ${pid})`).join(", ");
        throw new ControlPlaneError(`The control plane's ${names} cannot be ended. Its data in ${directory} is kept.`);
    }
    await deleteData(directory);
}

async function deleteData(directory: string): Promise<void> {
    try {
        for (const entry of await readdir(directory)) {
            if (OWN_ENTRIES.test(entry)) {
                await rm(join(directory, entry), { recursive: true, force: true });
            }
        }
        await rmdir(directory);
    } catch (error) {
        if (!isErrorCode(error, "ENOENT") && !isErrorCode(error, "ENOTEMPTY")) {
            throw error;
        }
    }
}
