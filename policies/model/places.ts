import { CLUSTER_SCOPE } from "./identity";
import type { Resource } from "./resource";

/** Whether a resource is where another can reach it. */
export type IsNear = (resource: Resource) => boolean;

/** What is in a namespace, or may be in any. */
export class Places {
    private readonly byNamespace = new Map<string | undefined, Resource[]>();
    private readonly all: Resource[] = [];

    add(namespace: string | undefined, resource: Resource): void {
        this.all.push(resource);
        this.byNamespace.set(namespace, [...(this.byNamespace.get(namespace) ?? []), resource]);
    }

    /** What is in any namespace may be without one, too. */
    at(namespace: string, isNear: IsNear): readonly Resource[] {
        const anywhere = (this.byNamespace.get(undefined) ?? []).filter(isNear);
        return namespace === CLUSTER_SCOPE
            ? this.all.filter(isNear)
            : [...anywhere, ...(this.byNamespace.get(namespace) ?? [])];
    }
}
