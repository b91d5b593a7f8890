import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { platformHome } from "../toolchain/paths";
import { isErrorCode } from "./files";
import { localDirectory } from "./paths";

/** The control plane's folder by its one canonical name, which its processes are marked with. It need not exist. */
export async function canonicalDirectory(): Promise<string> {
    try {
        return join(await realpath(platformHome()), "local");
    } catch (error) {
        if (isErrorCode(error, "ENOENT")) {
            return localDirectory();
        }
        throw error;
    }
}
