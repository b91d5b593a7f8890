import { isMap, type PropertyMap, type PropertyValue } from "../../core/engine/values";
import { Identity } from "../../core/identity";
import { Journal, readEntries, type StoredResource } from "./journal";
import { canonical, Sealer } from "./seal";

export type { StoredResource } from "./journal";

/** What a world begins with. */
export interface WorldOptions {
    /** Journal of the world. @default memory only */
    readonly file?: string;
    /** What generated ids and values are derived from. @default "eks-platform" */
    readonly seed?: string;
}

/** The simulated cloud: which resources exist, apart from what any stack's state believes. */
export class World {
    /** What generated ids and values are derived from. */
    readonly seed: string;
    private readonly resources = new Map<string, StoredResource>();
    private readonly byType = new Map<string, Map<string, StoredResource>>();
    private readonly byUrn = new Map<string, Map<string, StoredResource>>();
    private readonly generations = new Map<string, number>();
    private readonly sealer: Sealer;
    private readonly journal: Journal | undefined;

    /** Opens the world, empty or as its journal has it. The journal is rewritten without its history. */
    constructor(options: WorldOptions = {}) {
        this.seed = options.seed ?? "eks-platform";
        let salt: string | undefined;
        for (const entry of options.file ? readEntries(options.file) : []) {
            if (entry.op === "open") {
                salt = entry.salt;
            } else if (entry.op === "put") {
                this.set(entry.resource);
            } else if (entry.op === "remove") {
                this.unset(entry.type, entry.scope, entry.id);
            } else {
                this.count(entry.urn, entry.count);
            }
        }
        this.sealer = new Sealer(salt);
        if (options.file) {
            this.journal = Journal.start(options.file, [
                { op: "open", version: 1, salt: this.sealer.salt },
                ...[...this.generations].map(([urn, count]) => ({ op: "generation", urn, count }) as const),
                ...this.list().map((resource) => ({ op: "put", resource }) as const),
            ]);
        }
    }

    /** The resource with this id, secrets sealed; undefined when the cloud has none. Without a scope, in any of them. */
    find(type: string, id: string, scope?: string): StoredResource | undefined {
        if (scope === undefined) {
            return this.list(type).find((resource) => resource.id === id);
        }
        return this.resources.get(key(type, scope, id));
    }

    /** All resources, or those of one type, in the order of their creation. */
    list(type?: string): readonly StoredResource[] {
        if (type === undefined) {
            return [...this.resources.values()];
        }
        return [...(this.byType.get(type)?.values() ?? [])];
    }

    /** How many resources exist. */
    get size(): number {
        return this.resources.size;
    }

    /** The resources that were made for a URN and still exist, the oldest first. */
    madeFor(urn: string): readonly StoredResource[] {
        return [...(this.byUrn.get(urn)?.values() ?? [])].sort((a, b) => a.generation - b.generation);
    }

    /** Whether the resource was made from these very inputs. */
    isMadeFrom(resource: StoredResource, inputs: PropertyMap): boolean {
        return canonical(this.sealer.seal(inputs)) === canonical(resource.inputs);
    }

    /** Records a new resource. */
    create(made: Omit<StoredResource, "generation">): void {
        this.put({ ...made, generation: this.generation(made.urn) });
    }

    /** Records what an existing resource has become. */
    put(resource: StoredResource): void {
        const sealed = {
            ...resource,
            inputs: this.sealer.seal(resource.inputs),
            outputs: this.sealer.seal(resource.outputs),
        };
        this.set(sealed);
        this.journal?.append({ op: "put", resource: sealed });
    }

    /** Forgets a resource; one that does not exist is no fault. */
    remove({ type, scope, id }: Pick<StoredResource, "type" | "scope" | "id">): void {
        if (!this.unset(type, scope, id)) {
            return;
        }
        this.journal?.append({ op: "remove", type, scope, id });
    }

    /** Gives back the secrets of stored properties where state still has the same ones. */
    unseal(properties: PropertyMap, state: PropertyMap | undefined): PropertyMap {
        return this.sealer.open(properties, state);
    }

    /** How many resources were made for this URN before: a replacement of a resource is another resource. */
    generation(urn: string): number {
        return this.generations.get(urn) ?? 0;
    }

    /** Where the generated values come from of the next resource made for this URN, or of one made before. */
    identity(urn: string, generation = this.generation(urn)): Identity {
        return new Identity(`${this.seed}\0${urn}\0${generation}`);
    }

    /**
     * Drift: changes a resource behind the engine's back. The patch is merged at every depth, `null` deletes; top-level
     * properties that the resource has as inputs, and tags, change there too.
     * @throws Error when the resource does not exist
     */
    mutate(type: string, id: string, patch: PropertyMap): void {
        const resource = this.find(type, id);
        if (!resource) {
            throw new Error(`the simulated cloud has no ${type} with id ${id}`);
        }
        const inputPatch = Object.fromEntries(
            Object.entries(patch).filter(([name]) => Object.hasOwn(resource.inputs, name) || name === "tags"),
        );
        this.put({ ...resource, inputs: merge(resource.inputs, inputPatch), outputs: merge(resource.outputs, patch) });
    }

    /** Closes the journal, which another process may then open. */
    close(): void {
        this.journal?.close();
    }

    private set(resource: StoredResource): void {
        const place = key(resource.type, resource.scope, resource.id);
        this.resources.set(place, resource);
        memberOf(this.byType, resource.type).set(place, resource);
        memberOf(this.byUrn, resource.urn).set(place, resource);
        // Told by the resource itself: a count of its own could be written by a process that was killed before the resource was.
        this.count(resource.urn, resource.generation + 1);
    }

    private count(urn: string, count: number): void {
        this.generations.set(urn, Math.max(count, this.generation(urn)));
    }

    private unset(type: string, scope: string, id: string): boolean {
        const place = key(type, scope, id);
        const urn = this.resources.get(place)?.urn;
        this.byType.get(type)?.delete(place);
        if (urn !== undefined) {
            this.byUrn.get(urn)?.delete(place);
        }
        return this.resources.delete(place);
    }
}

/** The resources that a world's journal holds, without opening the world. */
export function readJournal(file: string): readonly StoredResource[] {
    const resources = new Map<string, StoredResource>();
    for (const entry of readEntries(file)) {
        if (entry.op === "put") {
            resources.set(key(entry.resource.type, entry.resource.scope, entry.resource.id), entry.resource);
        } else if (entry.op === "remove") {
            resources.delete(key(entry.type, entry.scope, entry.id));
        }
    }
    return [...resources.values()];
}

function memberOf(index: Map<string, Map<string, StoredResource>>, name: string): Map<string, StoredResource> {
    const members = index.get(name) ?? new Map<string, StoredResource>();
    index.set(name, members);
    return members;
}

function key(type: string, scope: string, id: string): string {
    return `${type}\0${scope}\0${id}`;
}

function merge(properties: PropertyMap, patch: PropertyMap): PropertyMap {
    const merged: PropertyMap = { ...properties };
    for (const [name, value] of Object.entries(patch)) {
        if (value === null || value === undefined) {
            delete merged[name];
        } else {
            merged[name] = mergeValue(merged[name], value);
        }
    }
    return merged;
}

function mergeValue(value: PropertyValue | undefined, patch: PropertyValue): PropertyValue {
    return isMap(value) && isMap(patch) ? merge(value, patch) : patch;
}
