import { CLUSTER_SCOPE, isUnplaced, namespaceOf, objectName } from "./identity";
import type { Resource } from "./resource";
import type { Match } from "./selector";

/** Whether the stack holds an object, and the object itself where that is certain. */
export interface Lookup {
    readonly match: Match;
    readonly object?: Resource;
    /** An object of this identity in another folder of files, which need not be of the same installation. */
    readonly elsewhere?: Resource;
}

/** The objects of a kind in a namespace, and those that may be in it because their own is unknown. */
export interface Placed {
    readonly certain: readonly Resource[];
    readonly possible: readonly Resource[];
}

/** Finds objects by kind, namespace and name without looking at all of them. */
export class ObjectIndex {
    private readonly byName = new Map<string, Resource>();
    /** What is known of the names of objects, to tell whether one may have a name. */
    private readonly mayBe = new Set<string>();
    private readonly byPlace = new Map<string, Resource[]>();

    add(kind: string, resource: Resource): void {
        const [namespace, name] = [namespaceOf(resource), objectName(resource)];
        for (const place of [namespace ?? UNKNOWN, ANYWHERE]) {
            this.mayBe.add(keyOf(kind, place, name ?? UNKNOWN));
        }
        if (name !== undefined && isUnplaced(resource)) {
            this.mayBe.add(keyOf(kind, UNKNOWN, name));
        }
        const list = this.byPlace.get(keyOf(kind, namespace ?? UNKNOWN)) ?? [];
        this.byPlace.set(keyOf(kind, namespace ?? UNKNOWN), list);
        list.push(resource);
        if (namespace === undefined || name === undefined) {
            return;
        }
        for (const key of [keyOf(kind, namespace, name), keyOf(kind, CLUSTER_SCOPE, name)]) {
            if (!this.byName.has(key) || this.byName.get(key)?.isPatch === true) {
                this.byName.set(key, resource);
            }
        }
    }

    /** @param namespace {@link CLUSTER_SCOPE} for any; `undefined` where it is unknown */
    find(kind: string, namespace: string | undefined, name: string): Lookup {
        const object = namespace === undefined ? undefined : this.byName.get(keyOf(kind, namespace, name));
        if (object !== undefined) {
            return { match: "yes", object };
        }
        const places = namespace === undefined || namespace === CLUSTER_SCOPE ? [ANYWHERE] : [namespace, UNKNOWN];
        const candidates = places.flatMap((place) => [keyOf(kind, place, name), keyOf(kind, place, UNKNOWN)]);
        return { match: candidates.some((key) => this.mayBe.has(key)) ? "unknown" : "no" };
    }

    in(kind: string, namespace: string): Placed {
        return {
            certain: this.byPlace.get(keyOf(kind, namespace)) ?? [],
            possible: this.byPlace.get(keyOf(kind, UNKNOWN)) ?? [],
        };
    }
}

/** No name of Kubernetes holds these. */
const UNKNOWN = "?";
const ANYWHERE = "*";

function keyOf(...parts: readonly string[]): string {
    return parts.join("|");
}
