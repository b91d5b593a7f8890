import { resolveTools } from "../toolchain";
import { PART_NAMES, type PlaneTools } from "./parts";

/** The control plane's programs as the toolchain finds, downloads or builds them. */
export async function toolchainTools(progress: (message: string) => void): Promise<PlaneTools> {
    const resolved = await resolveTools(PART_NAMES, {
        progress: ({ tool, message }) => progress(`${tool}: ${message}`),
    });
    return {
        etcd: resolved.etcd.path,
        "kube-apiserver": resolved["kube-apiserver"].path,
        "kube-controller-manager": resolved["kube-controller-manager"].path,
        "kube-scheduler": resolved["kube-scheduler"].path,
        kwok: resolved.kwok.path,
    };
}
