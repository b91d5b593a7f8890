import type { Resource } from "./resource";
import type { Subject } from "./rule";
import { SECRET, type Value } from "./value";

/** Components that register what they read as children, each with a provider, and have none of their own. */
export const COLLECTIONS =
    /^kubernetes:(helm\.sh\/v\d+:Chart|(yaml|kustomize)(\/v2)?:(ConfigFile|ConfigGroup|Directory))$/;

/**
 * The objects of each cluster of a stack, each time with everything that is no Kubernetes object. Clusters are told apart by
 * the providers of the objects: two of them are for one cluster where both name it alike. The default provider is one of its
 * own, and what has no provider, such as a manifest, goes with it.
 */
export function byCluster(subjects: readonly Subject[]): readonly (readonly Subject[])[] {
    const clusters = clustersOfProviders(subjects);
    const keys = new Set(subjects.flatMap(({ resource }) => keyOf(resource, clusters) ?? []));
    return keys.size < 2
        ? [subjects]
        : [...keys].map((key) => subjects.filter(({ resource }) => (keyOf(resource, clusters) ?? key) === key));
}

/** What tells the cluster of an object; `undefined` for what is in none. */
function keyOf({ type, group, provider }: Resource, clusters: ReadonlyMap<string, string>): string | undefined {
    if (group === undefined || COLLECTIONS.test(type)) {
        return undefined;
    }
    const name = provider?.name ?? DEFAULT;
    return DEFAULT_PROVIDER.test(name) ? DEFAULT : (clusters.get(name) ?? name);
}

const DEFAULT = "default";
/** Each version of a package has a default provider. */
const DEFAULT_PROVIDER = /^default(_[\d_]+)?$/;

/** The cluster of each provider that tells it, by the provider's name. */
function clustersOfProviders(subjects: readonly Subject[]): ReadonlyMap<string, string> {
    return new Map(
        subjects.flatMap(({ resource: { type, name, props } }) => {
            const cluster = type === PROVIDER ? clusterOf(props) : undefined;
            return name === undefined || cluster === undefined ? [] : [[name, cluster] as const];
        }),
    );
}

const PROVIDER = "pulumi:providers:kubernetes";

/** Without any of the fields a provider takes what the machine is set to, as the default one does. */
function clusterOf(provider: Value): string | undefined {
    const identifier = provider.key("clusterIdentifier");
    if (isTold(identifier)) {
        return `identifier ${identifier.text}`;
    }
    const fields = ["kubeconfig", "context", "cluster"].map((field) => provider.key(field));
    if (!fields.some((field) => field.isStated)) {
        return DEFAULT;
    }
    return fields.every((field) => !field.isStated || isTold(field))
        ? JSON.stringify(fields.map(({ known }) => known))
        : undefined;
}

/** True for what is there to compare: neither unknown nor hidden. */
function isTold(value: Value): boolean {
    return !value.isUnknown && value.present && value.known !== SECRET;
}
