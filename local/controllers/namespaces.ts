import { setTimeout as sleep } from "node:timers/promises";
import type { KubeConfig, V1Namespace } from "@kubernetes/client-node";
import { callApi, getObject } from "../api";
import type { ServerAccess } from "../kubeconfig";
import type { KubernetesClient } from "./client";
import { ControlLoop } from "./loop";
import { type ApiGroups, type Content, isLeftBehind, namespacedCollections } from "./namespace-contents";

/** The API server has heard of the deletion by then, and lets nobody create anything more in the namespace. */
const SETTLE_MS = 250;

/** After this time kube-controller-manager looks itself: what holds the namespace up is for it to say. */
const PATIENCE_MS = 6_000;

/** Keeps a namespace until what is in it is gone. */
const FINALIZER = "kubernetes";

const DISCOVERY = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
const METADATA = "application/json;g=meta.k8s.io;v=v1;as=PartialObjectMetadataList";

/**
 * Lets deleted namespaces go as soon as they are empty. kube-controller-manager leaves each alone for 5 seconds, so that all servers of
 * a large control plane hear of its deletion; here there is one. A namespace that still holds something is left to it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/namespace/namespace_controller.go
 */
export function startNamespaces(client: KubernetesClient, config: KubeConfig, access: ServerAccess): () => void {
    const core = config.makeApiClient(client.CoreV1Api);
    const loop = new ControlLoop("namespaces", client, config, async () => {
        for (;;) {
            const leaving = namespaces().filter((namespace) => isLeaving(namespace, Date.now()));
            if (leaving.length === 0) {
                return;
            }
            await sleep(SETTLE_MS);
            const collections = await listCollections(access);
            if (!collections) {
                return;
            }
            for (const namespace of leaving) {
                await releaseIfEmpty(access, namespace, collections);
            }
        }
    });
    const namespaces = loop.watch("/api/v1/namespaces", () => core.listNamespace());
    loop.start();
    return () => loop.stop();
}

/** Whether a namespace was deleted just now and waits to be cleared. */
function isLeaving({ metadata, spec }: V1Namespace, now: number): boolean {
    const deleted = metadata?.deletionTimestamp;
    return !!deleted && now - new Date(deleted).getTime() < PATIENCE_MS && !!spec?.finalizers?.includes(FINALIZER);
}

/** @returns undefined where not all kinds are known */
async function listCollections(access: ServerAccess): Promise<readonly string[] | undefined> {
    const [core, others] = await Promise.all(
        ["/api", "/apis"].map(async (root) => {
            const groups = await getObject<ApiGroups>(access, root, DISCOVERY);
            return groups && namespacedCollections(root, groups);
        }),
    );
    return core && others && [...core, ...others];
}

async function releaseIfEmpty(
    access: ServerAccess,
    namespace: V1Namespace,
    collections: readonly string[],
): Promise<void> {
    const name = namespace.metadata?.name ?? "";
    const within = (collection: string) => collection.replace("{namespace}", name);
    const contents = await Promise.all(
        collections.map(async (collection): Promise<readonly Content[]> => {
            const list = await getObject<{ items: Omit<Content, "collection">[] }>(
                access,
                within(collection),
                METADATA,
            );
            return (list?.items ?? []).map((item) => ({ ...item, collection }));
        }),
    );
    if (!contents.flat().every(isLeftBehind)) {
        return;
    }
    for (const collection of new Set(contents.flat().map((content) => content.collection))) {
        await callApi(access, "DELETE", within(collection));
    }
    const finalizers = namespace.spec?.finalizers?.filter((finalizer) => finalizer !== FINALIZER);
    const released = { ...namespace, apiVersion: "v1", kind: "Namespace", spec: { finalizers } };
    await callApi(access, "PUT", `/api/v1/namespaces/${name}/finalize`, released);
}
