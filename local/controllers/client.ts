/** The client library, passed in: the supervisor loads it only when the cluster is up. */
export type KubernetesClient = typeof import("@kubernetes/client-node");

/** Whether a request failed with this HTTP status. */
export function isStatus(error: unknown, status: number): boolean {
    return error instanceof Error && "code" in error && error.code === status;
}

/** Why a request failed, in one line: the library's own messages carry the whole answer with its headers. */
export function describeError(error: unknown): string {
    if (!(error instanceof Error)) {
        return String(error);
    }
    const code = "code" in error ? ` (${String(error.code)})` : "";
    return `${error.message.split("\n", 1)[0]}${code}`;
}
