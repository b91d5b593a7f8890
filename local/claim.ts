import { createHash, randomBytes } from "node:crypto";
import { link, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { ControlPlaneError } from "./errors";
import { isErrorCode, readIfPresent, writePrivateFile } from "./files";
import { findPlaneProcesses } from "./processes";

/** Anybody may listen under a name that he has seen; by then the next one is drawn. */
const ATTEMPTS = 3;

/**
 * Makes this process the only supervisor of the control plane in `directory` for as long as it lives. The claim is a
 * listening socket in Linux's abstract namespace: the kernel gives it up however the process dies, so it is never stale.
 * Its name is drawn at random and kept in the folder, so that no other user can take it beforehand.
 *
 * @returns the process that holds it already, or undefined when this one does now
 * @throws ControlPlaneError when other users' programs hold every name that was drawn
 */
export async function claimSupervision(directory: string): Promise<number | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const token = await claimToken(directory);
        if (await listen(claimName(directory, token))) {
            return undefined;
        }
        const rival = findPlaneProcesses(directory).find(
            ({ part, pid }) => part === "supervisor" && pid !== process.pid,
        );
        if (rival) {
            return rival.pid;
        }
        await rm(tokenPath(directory), { force: true });
    }
    throw new ControlPlaneError(
        `The sockets by which a control plane's supervisor is known are held by programs of other users (${ATTEMPTS} tries).`,
    );
}

/** The socket's name in the abstract namespace. */
export function claimName(directory: string, token: string): string {
    const hash = createHash("sha256").update(`${directory}\0${token}`).digest("hex");
    return `\0eks-platform-local-${hash.slice(0, 32)}`;
}

/** The file that makes the claim's name one that nobody else can know beforehand. */
function tokenPath(directory: string): string {
    return join(directory, "claim");
}

/** Of two supervisors that start at once, both get the token of the first. */
async function claimToken(directory: string): Promise<string> {
    const path = tokenPath(directory);
    const known = await readIfPresent(path);
    if (known) {
        return known;
    }
    const draft = `${path}.${process.pid}`;
    await writePrivateFile(draft, randomBytes(16).toString("hex"));
    try {
        await link(draft, path);
    } catch (error) {
        if (!isErrorCode(error, "EEXIST")) {
            throw error;
        }
    } finally {
        await rm(draft, { force: true });
    }
    return (await readIfPresent(path)) ?? "";
}

function listen(name: string): Promise<boolean> {
    return new Promise((done, fail) => {
        // It lasts as long as the process, and is no reason for it to last.
        const server = createServer((client) => client.destroy()).unref();
        server.once("error", (error) => (isErrorCode(error, "EADDRINUSE") ? done(false) : fail(error)));
        server.listen({ path: name }, () => done(true));
    });
}
