import { join } from "node:path";
import { platformHome } from "../toolchain/paths";

/** Data, certificates, logs and process records of the embedded control plane. */
export function localDirectory(): string {
    return join(platformHome(), "local");
}

/** The kubeconfig (mode 0600) of the embedded control plane. */
export function kubeconfigPath(): string {
    return join(localDirectory(), "kubeconfig");
}
