import { notFound } from "../protocol/errors";
import type {
    CheckRequest,
    CheckResult,
    ConfigureRequest,
    CreateRequest,
    CreateResult,
    DeleteRequest,
    DiffRequest,
    DiffResult,
    ProviderImplementation,
    ReadRequest,
    ReadResult,
    UpdateRequest,
} from "../protocol/provider";
import type { PropertyMap } from "../protocol/values";
import type { Identity } from "../world/identity";
import type { StoredResource, World } from "../world/world";

/** A resource while it is made or changed. */
export interface Subject {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly scope: string;
    readonly inputs: PropertyMap;
    /** Source of the resource's generated values. */
    readonly identity: Identity;
}

/**
 * A provider whose resources live in the {@link World}. Previews answer as the update will, and change nothing; what a
 * preview would have made is remembered as long as the connection, so that later resources of the preview can refer to it.
 */
export abstract class WorldProvider implements ProviderImplementation {
    abstract readonly package: string;
    readonly #planned = new Map<string, PropertyMap>();

    constructor(
        readonly version: string,
        protected readonly world: World,
    ) {}

    abstract configure(request: ConfigureRequest): void;
    abstract check(request: CheckRequest): CheckResult;
    abstract diff(request: DiffRequest): DiffResult;

    /** Where the ids of a resource with these properties are unique. */
    protected abstract scope(type: string, properties: PropertyMap): string;
    /** The id that a new resource gets. */
    protected abstract identify(subject: Subject): string;
    /** Everything the cloud would report of the resource. */
    protected abstract describe(subject: Subject, id: string): PropertyMap;
    /** Throws when the cloud would refuse the new resource. */
    protected refuseCreate(_subject: Subject, _id: string): void {}
    /** Throws when the cloud would refuse the change. */
    protected refuseUpdate(_subject: Subject, _stored: StoredResource): void {}
    /** Throws when the cloud would refuse to delete the resource. */
    protected refuseDelete(_stored: StoredResource): void {}

    /** What the deletion of a resource takes along. */
    protected afterDelete(_stored: StoredResource): void {}

    /** What the cloud reports of another resource, or would report once this preview is carried out. */
    protected lookup(type: string, id: string, scope: string): PropertyMap | undefined {
        return this.world.find(type, id, scope)?.outputs ?? this.#planned.get(planKey(type, scope, id));
    }

    create(request: CreateRequest): CreateResult {
        const { urn, type, name, inputs, preview } = request;
        const scope = this.scope(type, inputs);
        const subject = { urn, type, name, inputs, scope, identity: this.world.identity(urn) };
        const id = this.identify(subject);
        if (!preview) this.refuseCreate(subject, id);
        const outputs = this.describe(subject, id);
        if (preview) this.#planned.set(planKey(type, scope, id), outputs);
        else this.world.create({ urn, type, scope, id, inputs, outputs });
        return { id, outputs };
    }

    read(request: ReadRequest): ReadResult | undefined {
        const stored = this.#find(request, request.oldOutputs);
        if (!stored) return undefined;
        return {
            id: stored.id,
            inputs: this.world.unseal(stored.inputs, request.oldInputs),
            outputs: this.world.unseal(stored.outputs, request.oldOutputs),
        };
    }

    update(request: UpdateRequest): PropertyMap {
        const { urn, type, name, id, inputs, preview } = request;
        const stored = this.#find(request, request.oldOutputs);
        const scope = stored?.scope ?? this.scope(type, inputs);
        const subject = { urn, type, name, inputs, scope, identity: this.world.identity(urn, stored?.generation ?? 0) };
        if (!preview) {
            if (!stored) throw notFound(`${type} ${id} does not exist`);
            this.refuseUpdate(subject, stored);
        }
        const outputs = this.describe(subject, id);
        if (preview) this.#planned.set(planKey(type, scope, id), outputs);
        else if (stored) this.world.put({ ...stored, inputs, outputs });
        return outputs;
    }

    delete(request: DeleteRequest): void {
        const stored = this.#find(request, request.oldOutputs);
        if (!stored) return;
        this.refuseDelete(stored);
        this.world.remove(stored);
        this.afterDelete(stored);
    }

    #find(request: { type: string; id: string }, properties: PropertyMap | undefined): StoredResource | undefined {
        return this.world.find(request.type, request.id, this.scope(request.type, properties ?? {}));
    }
}

function planKey(type: string, scope: string, id: string): string {
    return `${type}\0${scope}\0${id}`;
}
