import type { StoredResource, World } from "../world/world";

/** A replacement that the engine was told of: the resource that goes, and whether it goes before the new one is made. */
export interface Replacement {
    /** Id of the resource that goes. */
    readonly id: string;
    /** Whether it goes before the new one is made. */
    readonly deleteBeforeReplace: boolean;
}

/**
 * What a run of the engine has shown to know of resources. What exists for a URN and the engine does not know was made by a run that
 * was interrupted before it could write its state.
 */
export class Acquaintance {
    private readonly ids = new Map<string, Set<string>>();
    private readonly urns = new Set<string>();
    private readonly replacements = new Map<string, Replacement>();

    constructor(/** Where resources exist, known or not. */ readonly world: World) {}

    /** The engine has named a resource by its id. */
    knows(urn: string, id: string): void {
        this.ids.set(urn, (this.ids.get(urn) ?? new Set()).add(id));
    }

    /** The engine has shown a resource's old inputs, without its id. */
    knowsOf(urn: string): void {
        this.urns.add(urn);
    }

    /** The engine was told to replace a resource. */
    replaces(urn: string, replacement: Replacement): void {
        this.replacements.set(urn, replacement);
    }

    /** The replacement that the engine was told of; undefined for none. */
    replacement(urn: string): Replacement | undefined {
        return this.replacements.get(urn);
    }

    /** Whether this is the engine's own resource for the URN. A renamed resource exists under its former URN. */
    isOwn(urn: string, resource: StoredResource): boolean {
        return resource.urn === urn || this.ids.get(urn)?.has(resource.id) === true;
    }

    /** What interrupted runs have made for a URN. Where the engine knows of a resource by its inputs alone, it is the oldest. */
    leftovers(urn: string): readonly StoredResource[] {
        const ids = this.ids.get(urn);
        const made = this.world.madeFor(urn);
        if (ids === undefined) {
            return this.urns.has(urn) ? made.slice(1) : made;
        }
        return made.filter((resource) => !ids.has(resource.id));
    }
}
