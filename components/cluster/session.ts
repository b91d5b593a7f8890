import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { platformHome, projectRoot } from "../../toolchain/paths";

/** The tag of a host of sessions; its value is the cluster's name. A permission to start sessions is limited to it. */
export const SESSION_TAG = "eks-platform:session";

/** What a session to an API server is opened with. */
export interface SessionRequest {
    /** The instance that forwards. */
    readonly instanceId: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** The cluster's own kubeconfig, as JSON. */
    readonly kubeconfig: string;
}

/** Opens a session, and answers once the stack's session kubeconfig leads through it. */
export type OpenSession = (request: SessionRequest) => Promise<void>;

/**
 * The kubeconfig that leads through a session, from Pulumi.yaml's folder, in which the engine's plugins work. Its path is the same in every
 * run and its port is not, so that the provider's inputs stay and a destroy, which runs no program, finds the port of its own session.
 */
export function sessionKubeconfig(stack: string): string {
    const path = relative(projectRoot(), join(platformHome(), "sessions", stack, "kubeconfig"));
    return path.startsWith("../") ? path : `./${path}`;
}

/** Sessions of plain `pulumi`, which opens none itself. */
export function sessionOpenedBefore(stack: string): OpenSession {
    return async () => {
        if (!existsSync(join(projectRoot(), sessionKubeconfig(stack)))) {
            throw new pulumi.RunError(
                `The API server is reached through a session (cluster.endpoint.access), and none is open for the stack ${stack}.\n` +
                    `Next step: npm run platform -- session ${stack}, which stays open, in another terminal; or npm run up -- ${stack}, which opens one itself.`,
            );
        }
    };
}
