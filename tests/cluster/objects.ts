import type { KubeConfig } from "@kubernetes/client-node";
import { getObject } from "../../local/api";
import { readCredentials } from "../../local/credentials";
import type { RawResource } from "../../policies/model/resource";

/** The kinds that decide who may reach whom, and what controllers make of them, by their collections. */
const KINDS: Readonly<Record<string, readonly (readonly [plural: string, kind: string])[]>> = {
    "api/v1": [
        ["namespaces", "Namespace"],
        ["pods", "Pod"],
        ["services", "Service"],
    ],
    "apis/apps/v1": [
        ["deployments", "Deployment"],
        ["statefulsets", "StatefulSet"],
        ["daemonsets", "DaemonSet"],
        ["replicasets", "ReplicaSet"],
    ],
    "apis/batch/v1": [
        ["jobs", "Job"],
        ["cronjobs", "CronJob"],
    ],
    "apis/networking.k8s.io/v1": [
        ["networkpolicies", "NetworkPolicy"],
        ["ingresses", "Ingress"],
        ["ingressclasses", "IngressClass"],
    ],
};

interface ObjectList {
    readonly items: readonly { readonly metadata: { readonly name: string; readonly namespace?: string } }[];
}

/**
 * The objects of an embedded control plane, of all namespaces, as its API server writes them: the client library calls some fields
 * otherwise.
 *
 * @param directory of its data
 */
export async function objectsOf(directory: string, config: KubeConfig): Promise<readonly RawResource[]> {
    const credentials = await readCredentials(directory);
    const server = config.getCurrentCluster()?.server;
    if (!credentials || server === undefined) {
        throw new Error(`There is no control plane in ${directory}.`);
    }
    const access = { server, authority: credentials.authority, token: credentials.tokens.admin };
    const collections = Object.entries(KINDS).flatMap(([root, kinds]) => kinds.map((kind) => [root, ...kind] as const));
    const found = await Promise.all(
        collections.map(async ([root, plural, kind]) => {
            const list = await getObject<ObjectList>(access, `/${root}/${plural}`);
            return (list?.items ?? []).map((item): RawResource => {
                const type = `kubernetes:${root === "api/v1" ? "core/v1" : root.replace("apis/", "")}:${kind}`;
                const name = `${item.metadata.namespace ?? ""}/${item.metadata.name}`;
                return { type, name, props: { ...item }, urn: `urn:pulumi:read::back::${type}::${name}` };
            });
        }),
    );
    return found.flat();
}
