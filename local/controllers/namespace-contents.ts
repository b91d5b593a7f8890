/** What the API server says of its kinds, in one answer for all groups. */
export interface ApiGroups {
    readonly items: readonly {
        /** Absent for the group whose name is empty. */
        readonly metadata?: { readonly name?: string };
        /** The preferred one first. */
        readonly versions: readonly ApiVersion[];
    }[];
}

interface ApiVersion {
    readonly version: string;
    readonly resources?: readonly ApiResource[];
    /** `Stale` where the server of an aggregated API does not answer. */
    readonly freshness?: "Current" | "Stale";
}

interface ApiResource {
    /** The plural. */
    readonly resource: string;
    readonly scope: "Namespaced" | "Cluster";
    readonly verbs: readonly string[];
}

/** An object in a namespace. */
export interface Content {
    readonly metadata: { readonly name?: string };
    /** The collection that it was found in, as {@link namespacedCollections} gives it. */
    readonly collection: string;
}

/**
 * Where the objects of all kinds are that live in namespaces, each with `{namespace}` in the place of the name.
 *
 * @param root `/api` or `/apis`
 * @returns undefined where not all kinds are known
 */
export function namespacedCollections(root: string, { items }: ApiGroups): readonly string[] | undefined {
    if (items.some(({ versions }) => versions.some(({ freshness }) => freshness === "Stale"))) {
        return undefined;
    }
    return items.flatMap(({ metadata, versions }) => {
        const known = new Set<string>();
        return versions.flatMap(({ version, resources = [] }) => {
            const group = [root, metadata?.name, version].filter(Boolean).join("/");
            const kept = resources.filter(({ resource, scope, verbs }) => {
                const isStored = ["list", "delete"].every((verb) => verbs.includes(verb));
                return scope === "Namespaced" && isStored && !known.has(resource);
            });
            return kept.map(({ resource }) => {
                known.add(resource);
                return `${group}/namespaces/{namespace}/${resource}`;
            });
        });
    });
}

const CORE = "/api/v1/namespaces/{namespace}";

/** Whether nobody misses an object when its namespace goes: events, and what Kubernetes itself puts into each namespace. */
export function isLeftBehind({ collection, metadata: { name } }: Content): boolean {
    switch (collection) {
        case `${CORE}/events`:
        case "/apis/events.k8s.io/v1/namespaces/{namespace}/events":
            return true;
        case `${CORE}/serviceaccounts`:
            return name === "default";
        case `${CORE}/configmaps`:
            return name === "kube-root-ca.crt";
        default:
            return false;
    }
}
