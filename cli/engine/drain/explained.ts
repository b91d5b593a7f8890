import { ProviderError } from "../../../core/engine/errors";
import { ApiError, ConnectionError, NoMatchError } from "../../../providers/kubernetes/api/errors";
import { describe, type ObjectReference } from "../../../providers/kubernetes/object";
import type { DrainedCluster } from "./cluster";

/** The cluster did not do what a drain asked it for. */
export class DrainFault extends Error {
    override readonly name = "DrainFault";

    constructor(
        /** What was asked, and the answer. */
        message: string,
        /** What the user can do, as a command. */
        readonly next: string,
    ) {
        super(message);
    }
}

/** The same cluster, whose refusals say what was asked for. @throws DrainFault from each call */
export function explained(cluster: DrainedCluster): DrainedCluster {
    return {
        list: (kind) => told("list", `all of ${kind.kind} (${kind.apiVersion})`, () => cluster.list(kind)),
        get: (reference) => told("get", named(reference), () => cluster.get(reference)),
        delete: (reference) => told("delete", named(reference), () => cluster.delete(reference)),
    };
}

function named(reference: ObjectReference): string {
    return `${describe(reference)} (${reference.apiVersion})`;
}

async function told<T>(verb: string, what: string, ask: () => Promise<T>): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        if (error instanceof ConnectionError) {
            const message = `to ${verb} ${what}: no answer from ${error.server}: ${error.message}`;
            throw new DrainFault(message, "Run this from where its API server answers,");
        }
        if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
            const message = `to ${verb} ${what}: ${error.message}`;
            throw new DrainFault(
                message,
                `Give who runs this the right to ${verb} it in every namespace, then repeat,`,
            );
        }
        if (error instanceof ApiError || error instanceof NoMatchError || error instanceof ProviderError) {
            throw new DrainFault(`to ${verb} ${what}: ${error.message}`, "Mend what the cluster says, then repeat,");
        }
        throw error;
    }
}
