import type { DrainedKind } from "../../../components/addon-kit/addon";
import { isNotFound, NoMatchError } from "../../../providers/kubernetes/api/errors";
import { Cluster } from "../../../providers/kubernetes/cluster";
import type { KubeObject, ObjectReference } from "../../../providers/kubernetes/object";
import { readSettings } from "../../../providers/kubernetes/settings";

/** The objects of a cluster, as far as a drain looks at them. */
export interface DrainedCluster {
    /** Those of a kind in all namespaces; none where the cluster does not serve it. */
    list(kind: DrainedKind): Promise<readonly KubeObject[]>;
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
        async list(kind) {
            try {
                const { items } = await api.list({ ...kind, namespace: undefined }, {}, signal);
                // The items of a list name no kind.
                return items.map((item) => ({ ...item, ...kind }));
            } catch (error) {
                if (error instanceof NoMatchError || isNotFound(error)) {
                    return [];
                }
                throw error;
            }
        },
        get: (reference) => api.get(reference, signal),
        async delete(reference) {
            try {
                await api.delete(reference, "Foreground", signal);
            } catch (error) {
                if (!isNotFound(error)) {
                    throw error;
                }
            }
        },
    };
}
