import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { isErrorCode } from "./files";

/**
 * Makes this process the only supervisor of the control plane in `directory` for as long as it lives. The claim is a
 * listening socket in Linux's abstract namespace: the kernel gives it up however the process dies, so it is never stale.
 * @returns false when another live process holds it
 */
export function claimSupervision(directory: string): Promise<boolean> {
    const name = createHash("sha256").update(directory).digest("hex").slice(0, 32);
    return new Promise((done, fail) => {
        const server = createServer((client) => client.destroy());
        server.once("error", (error) => (isErrorCode(error, "EADDRINUSE") ? done(false) : fail(error)));
        server.listen({ path: `\0eks-platform-local-${name}` }, () => done(true));
    });
}
