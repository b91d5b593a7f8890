import { createHash } from "node:crypto";
import { isMap, type PropertyMap, type PropertyValue } from "../protocol/values";
import { Journal, readJournal, type StoredResource } from "./journal";
import { Sealer } from "./seal";

export type { StoredResource } from "./journal";

export interface WorldOptions {
    /** Journal of the world. @default memory only */
    readonly file?: string;
    /** What generated ids and values are derived from. @default "eks-platform" */
    readonly seed?: string;
}

/** The simulated cloud: which resources exist, apart from what any stack's state believes. */
export class World {
    readonly seed: string;
    readonly #resources = new Map<string, StoredResource>();
    readonly #byType = new Map<string, Map<string, StoredResource>>();
    readonly #generations = new Map<string, number>();
    readonly #sealer: Sealer;
    readonly #journal: Journal | undefined;

    /** Opens the world, empty or as its journal has it. The journal is rewritten without its history. */
    constructor(options: WorldOptions = {}) {
        this.seed = options.seed ?? "eks-platform";
        let salt: string | undefined;
        for (const entry of options.file ? readJournal(options.file) : []) {
            switch (entry.op) {
                case "open":
                    salt = entry.salt;
                    break;
                case "put":
                    this.#set(entry.resource);
                    break;
                case "remove":
                    this.#unset(entry.type, entry.id);
                    break;
                case "generation":
                    this.#generations.set(entry.urn, entry.count);
                    break;
            }
        }
        this.#sealer = new Sealer(salt);
        if (options.file) {
            this.#journal = Journal.start(options.file, [
                { op: "open", version: 1, salt: this.#sealer.salt },
                ...[...this.#generations].map(([urn, count]) => ({ op: "generation", urn, count }) as const),
                ...this.list().map((resource) => ({ op: "put", resource }) as const),
            ]);
        }
    }

    /** The resource with this id, secrets sealed; undefined when the cloud has none. */
    find(type: string, id: string): StoredResource | undefined {
        return this.#resources.get(key(type, id));
    }

    /** All resources, or those of one type, in the order of their creation. */
    list(type?: string): readonly StoredResource[] {
        if (type === undefined) return [...this.#resources.values()];
        return [...(this.#byType.get(type)?.values() ?? [])];
    }

    get size(): number {
        return this.#resources.size;
    }

    /** Records a new resource. */
    create(resource: StoredResource): void {
        const count = this.generation(resource.urn) + 1;
        this.#generations.set(resource.urn, count);
        this.#journal?.append({ op: "generation", urn: resource.urn, count });
        this.put(resource);
    }

    /** Records what an existing resource has become. */
    put(resource: StoredResource): void {
        const sealed = {
            ...resource,
            inputs: this.#sealer.seal(resource.inputs),
            outputs: this.#sealer.seal(resource.outputs),
        };
        this.#set(sealed);
        this.#journal?.append({ op: "put", resource: sealed });
    }

    remove(type: string, id: string): void {
        if (!this.#unset(type, id)) return;
        this.#journal?.append({ op: "remove", type, id });
    }

    /** Gives back the secrets of stored properties where state still has the same ones. */
    unseal(properties: PropertyMap, state: PropertyMap | undefined): PropertyMap {
        return this.#sealer.open(properties, state);
    }

    /** How many resources were made for this URN before: a replacement of a resource is another resource. */
    generation(urn: string): number {
        return this.#generations.get(urn) ?? 0;
    }

    /**
     * Lower-case hexadecimal digits that are the same in every run: they depend on the seed, the URN, how often the
     * URN was made before, and a label that tells apart the values of one resource.
     * @param length number of digits, at most 64
     */
    digits(urn: string, label: string, length: number): string {
        return createHash("sha256")
            .update(`${this.seed}\0${urn}\0${this.generation(urn)}\0${label}`)
            .digest("hex")
            .slice(0, length);
    }

    /**
     * Drift: changes a resource behind the engine's back. The patch is merged at every depth, `null` deletes; top-level
     * properties that the resource has as inputs, and tags, change there too.
     * @throws Error when the resource does not exist
     */
    mutate(type: string, id: string, patch: PropertyMap): void {
        const resource = this.find(type, id);
        if (!resource) throw new Error(`the simulated cloud has no ${type} with id ${id}`);
        const inputPatch = Object.fromEntries(
            Object.entries(patch).filter(([name]) => name in resource.inputs || name === "tags"),
        );
        this.put({ ...resource, inputs: merge(resource.inputs, inputPatch), outputs: merge(resource.outputs, patch) });
    }

    close(): void {
        this.#journal?.close();
    }

    #set(resource: StoredResource): void {
        this.#resources.set(key(resource.type, resource.id), resource);
        const peers = this.#byType.get(resource.type) ?? new Map<string, StoredResource>();
        peers.set(resource.id, resource);
        this.#byType.set(resource.type, peers);
    }

    #unset(type: string, id: string): boolean {
        this.#byType.get(type)?.delete(id);
        return this.#resources.delete(key(type, id));
    }
}

function key(type: string, id: string): string {
    return `${type}\0${id}`;
}

function merge(properties: PropertyMap, patch: PropertyMap): PropertyMap {
    const merged: PropertyMap = { ...properties };
    for (const [name, value] of Object.entries(patch)) {
        if (value === null || value === undefined) delete merged[name];
        else merged[name] = mergeValue(merged[name], value);
    }
    return merged;
}

function mergeValue(value: PropertyValue | undefined, patch: PropertyValue): PropertyValue {
    return isMap(value) && isMap(patch) ? merge(value, patch) : patch;
}
