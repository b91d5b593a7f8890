import type { StoredResource, World } from "../world/world";

/** What can be asked of a cloud: of the world as it is, or as a preview plans it. */
export type Cloud = Pick<World, "find" | "list">;

/** The world as it will be when all is done that a preview has planned so far. Deletions come last, so none is seen. */
export class Plan implements Cloud {
    private readonly planned = new Map<string, Map<string, StoredResource>>();

    constructor(/** What exists already. */ readonly world: World) {}

    /** Plans a resource, new or changed. */
    put(resource: StoredResource): void {
        const peers = this.planned.get(resource.type) ?? new Map<string, StoredResource>();
        this.planned.set(resource.type, peers.set(placeOf(resource), resource));
    }

    /** As {@link World.find}, planned resources first. */
    find(type: string, id: string, scope?: string): StoredResource | undefined {
        const peers = this.planned.get(type);
        const planned =
            scope === undefined
                ? [...(peers?.values() ?? [])].find((resource) => resource.id === id)
                : peers?.get(placeOf({ scope, id }));
        return planned ?? this.world.find(type, id, scope);
    }

    /** As {@link World.list}, planned resources last. */
    list(type?: string): readonly StoredResource[] {
        const kinds = type === undefined ? [...this.planned.values()] : [this.planned.get(type) ?? new Map()];
        const existing = this.world
            .list(type)
            .filter((resource) => !this.planned.get(resource.type)?.has(placeOf(resource)));
        return [...existing, ...kinds.flatMap((peers) => [...peers.values()])];
    }
}

function placeOf({ scope, id }: Pick<StoredResource, "scope" | "id">): string {
    return `${scope}\0${id}`;
}
