import type { DrainedKind } from "../../../components/addon-kit/drained-kind";
import { isNotFound, NoMatchError } from "../../../providers/kubernetes/api/errors";
import { Cluster } from "../../../providers/kubernetes/cluster";
import type { KubeObject, ObjectReference } from "../../../providers/kubernetes/object";
import { readSettings } from "../../../providers/kubernetes/settings";

/** The objects of a cluster, as far as a drain looks at them. */
export interface DrainedCluster {
    /** Those of a kind in all namespaces; none where the cluster does not serve it. */
    list(kind: DrainedKind): Promise<readonly KubeObject[]>;
    /** Undefined where it is not there, or the cluster does not serve its kind. */
    get(reference: ObjectReference): Promise<KubeObject | undefined>;
    /** Asks for the deletion; one that is gone already is no fault. */
    delete(reference: ObjectReference): Promise<void>;
}

/**
 * Reaches a cluster.
 *
 * @param kubeconfig path or text
 * @throws ProviderError when it cannot be reached
 */
export async function reachCluster(kubeconfig: string, signal: AbortSignal): Promise<DrainedCluster> {
    const api = await (await Cluster.open(readSettings({ kubeconfig }), signal)).reach();
    return {
        list: ({ apiVersion, kind }) =>
            served(async () => {
                const { items } = await api.list({ apiVersion, kind, namespace: undefined }, {}, signal);
                // The items of a list name no kind.
                return items.map((item) => ({ ...item, apiVersion, kind }));
            }, []),
        get: (reference) => served(() => api.get(reference, signal), undefined),
        delete: (reference) =>
            served(async () => {
                await api.delete(reference, "Foreground", signal);
            }, undefined),
    };
}

/** What is not there, or of a kind that is not served (any more), is no fault. */
async function served<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        if (error instanceof NoMatchError || isNotFound(error)) {
            return otherwise;
        }
        throw error;
    }
}
