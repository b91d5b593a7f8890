import { join } from "node:path";
import { stringify } from "yaml";
import type { Credentials, PlaneUser } from "./credentials";
import { ensurePrivateDirectory, writePrivateFile } from "./files";
import type { PartName } from "./parts";

/** Name of the context, cluster and user in the kubeconfig. */
export const CONTEXT_NAME = "eks-platform-local";

/** How a client reaches and trusts the API server, and proves who it is. */
export interface ServerAccess {
    /** For example `https://127.0.0.1:41234`. */
    readonly server: string;
    /** The authority that signed the server's certificate, PEM. */
    readonly authority: string;
    readonly token: string;
}

/** The parts that are clients of the API server and the user that each one is. */
const CLIENTS = {
    "kube-controller-manager": "system:kube-controller-manager",
    "kube-scheduler": "system:kube-scheduler",
    kwok: "system:kwok-controller",
} as const satisfies Partial<Record<PartName, PlaneUser>>;

/** The kubeconfig that a part reaches the API server with. */
export function clientKubeconfig(directory: string, part: keyof typeof CLIENTS): string {
    return join(directory, "kubeconfigs", part);
}

/** A self-contained kubeconfig: it names no other file. */
function renderKubeconfig(access: ServerAccess): string {
    return stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": CONTEXT_NAME,
        clusters: [
            {
                name: CONTEXT_NAME,
                cluster: {
                    server: access.server,
                    "certificate-authority-data": Buffer.from(access.authority).toString("base64"),
                },
            },
        ],
        users: [{ name: CONTEXT_NAME, user: { token: access.token } }],
        contexts: [{ name: CONTEXT_NAME, context: { cluster: CONTEXT_NAME, user: CONTEXT_NAME } }],
    });
}

/** Writes the kubeconfigs of the user and of the parts. */
export async function writeKubeconfigs(options: {
    readonly directory: string;
    /** Where the user's own goes. */
    readonly kubeconfigPath: string;
    readonly server: string;
    readonly credentials: Credentials;
}): Promise<void> {
    const { directory, kubeconfigPath, server, credentials } = options;
    const render = (user: PlaneUser) =>
        renderKubeconfig({ server, authority: credentials.authority, token: credentials.tokens[user] });
    await ensurePrivateDirectory(join(directory, "kubeconfigs"));
    for (const [part, user] of Object.entries(CLIENTS)) {
        await writePrivateFile(join(directory, "kubeconfigs", part), render(user));
    }
    await writePrivateFile(kubeconfigPath, render("admin"));
}
