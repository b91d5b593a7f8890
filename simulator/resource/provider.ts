import { notFound } from "../../core/engine/errors";
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
} from "../../core/engine/provider";
import type { PropertyMap } from "../../core/engine/values";
import type { Identity } from "../../core/identity";
import type { StoredResource, World } from "../world/world";
import { Acquaintance, type Replacement } from "./acquaintance";
import { type Cloud, Plan } from "./plan";

export type { Replacement } from "./acquaintance";
export type { Cloud } from "./plan";

/** A resource while it is made or changed. */
export interface Subject {
    readonly urn: string;
    /** Type token. */
    readonly type: string;
    /** The logical name. */
    readonly name: string;
    /** Where its id is unique. */
    readonly scope: string;
    /** The new inputs, checked. */
    readonly inputs: PropertyMap;
    /** Source of the resource's generated values. */
    readonly identity: Identity;
    /** What else there is. */
    readonly cloud: Cloud;
    /** Whether a preview asks. */
    readonly preview: boolean;
}

/**
 * A provider whose resources live in the {@link World}. Previews answer as the update will, refuse what it would refuse, and change
 * nothing; what a preview would have made is remembered as long as the connection, so that later resources of the preview can refer
 * to it. What an interrupted run has made is taken over by a create with the same URN and inputs, as AWS does by a client token.
 */
export abstract class WorldProvider implements ProviderImplementation {
    abstract readonly package: string;
    private readonly plan: Plan;
    private readonly engine: Acquaintance;
    /** Types and ids: Kubernetes objects of several kinds may have one id. */
    private readonly adopted = new Set<string>();

    constructor(
        readonly version: string,
        /** The cloud that all providers of a simulator share. */
        protected readonly world: World,
    ) {
        this.plan = new Plan(world);
        this.engine = new Acquaintance(world);
    }

    abstract configure(request: ConfigureRequest): void;

    /** Fills in defaults and names faults; `identity` is where a generated name comes from. */
    protected abstract inspect(request: CheckRequest, identity: Identity): CheckResult;
    protected abstract compare(request: DiffRequest): DiffResult;
    /** Where the ids of a resource with these properties are unique. */
    protected abstract scope(type: string, properties: PropertyMap): string;
    /** The id that a new resource gets. */
    protected abstract identify(subject: Subject): string;
    /** Everything the cloud would report of the resource, which is new unless it is given as it is so far. */
    protected abstract describe(subject: Subject, id: string, current?: StoredResource): PropertyMap;
    /** Throws when the cloud would refuse the new resource. */
    protected refuseCreate(_subject: Subject, _id: string): void {}
    /** Throws when the cloud would refuse the change. */
    protected refuseUpdate(_subject: Subject, _stored: StoredResource): void {}
    /** Throws when the cloud would refuse to delete the resource. */
    protected refuseDelete(_stored: StoredResource): void {}
    /** Throws when the cloud would refuse to delete a resource that a preview replaces. */
    protected refuseReplace(_subject: Subject, _stored: StoredResource, _replacement: Replacement): void {}
    /** What the deletion of a resource takes along. */
    protected afterDelete(_stored: StoredResource): void {}

    check(request: CheckRequest): CheckResult {
        if (request.olds !== undefined) {
            this.engine.knowsOf(request.urn);
        }
        const { urn } = request;
        const leftovers = request.olds === undefined ? this.engine.leftovers(urn) : [];
        for (const left of leftovers) {
            const result = this.inspect(request, this.world.identity(urn, left.generation));
            if (this.world.isMadeFrom(left, result.inputs)) {
                return result;
            }
        }
        return this.inspect(request, this.world.identity(urn));
    }

    diff(request: DiffRequest): DiffResult {
        const { urn, id } = request;
        this.engine.knows(urn, id);
        const result = this.compare(request);
        if (result.differences.some(({ replace }) => replace)) {
            this.engine.replaces(urn, { id, deleteBeforeReplace: result.deleteBeforeReplace ?? false });
        }
        return result;
    }

    create(request: CreateRequest): CreateResult {
        const { urn, type, name, inputs, preview } = request;
        const scope = this.scope(type, inputs);
        const adopted = this.engine
            .leftovers(urn)
            .find((left) => left.type === type && left.scope === scope && this.world.isMadeFrom(left, inputs));
        const generation = adopted?.generation ?? this.world.generation(urn);
        const identity = this.world.identity(urn, generation);
        const subject = { urn, type, name, inputs, scope, identity, cloud: this.cloud(preview), preview };
        const id = adopted?.id ?? this.identify(subject);
        if (preview) {
            this.refusePlannedReplace(subject);
        }
        if (!adopted) {
            this.refuseCreate(subject, id);
        }
        const outputs = this.describe(subject, id);
        if (preview) {
            this.plan.put({ urn, type, scope, id, generation, inputs, outputs });
        } else if (adopted) {
            this.adopted.add(`${type} ${id}`);
        } else {
            this.world.create({ urn, type, scope, id, inputs, outputs });
        }
        return { id, outputs };
    }

    read(request: ReadRequest): ReadResult | undefined {
        this.engine.knows(request.urn, request.id);
        const stored = this.find(request, request.oldOutputs);
        if (!stored) {
            return undefined;
        }
        return {
            id: stored.id,
            inputs: this.world.unseal(stored.inputs, request.oldInputs),
            outputs: this.world.unseal(stored.outputs, request.oldOutputs),
        };
    }

    update(request: UpdateRequest): PropertyMap {
        const { urn, type, name, id, inputs, preview } = request;
        const stored = this.find(request, request.oldOutputs);
        const scope = stored?.scope ?? this.scope(type, inputs);
        const generation = stored?.generation ?? 0;
        // A renamed resource keeps the values that were generated under its former URN.
        const identity = this.world.identity(stored?.urn ?? urn, generation);
        const subject = { urn, type, name, inputs, scope, identity, cloud: this.cloud(preview), preview };
        if (stored) {
            this.refuseUpdate(subject, stored);
        } else if (!preview) {
            throw notFound(`${type} ${id} does not exist`);
        }
        const outputs = this.describe(subject, id, stored);
        if (preview) {
            this.plan.put({ urn, type, scope, id, generation, inputs, outputs });
        } else if (stored) {
            this.world.put({ ...stored, inputs, outputs });
        }
        return outputs;
    }

    delete(request: DeleteRequest): void {
        // A resource that this run has taken over as the new one is also what it was told to replace.
        if (this.adopted.has(`${request.type} ${request.id}`)) {
            return;
        }
        const stored = this.find(request, request.oldOutputs);
        if (!stored) {
            return;
        }
        this.refuseDelete(stored);
        this.world.remove(stored);
        this.afterDelete(stored);
    }

    /** Whether a preview plans something in the place of this resource: an update would have deleted it before. */
    protected makesWay({ urn, preview }: Subject, resource: StoredResource): boolean {
        return preview && this.engine.isOwn(urn, resource) && !this.isLeftover(urn, resource);
    }

    protected isLeftover(urn: string, resource: StoredResource): boolean {
        return this.engine.leftovers(urn).includes(resource);
    }

    /** Whether the engine was told that a resource will be replaced. */
    protected isReplaced({ urn, id }: StoredResource): boolean {
        return this.engine.replacement(urn)?.id === id;
    }

    private refusePlannedReplace(subject: Subject): void {
        const replacement = this.engine.replacement(subject.urn);
        const stored = replacement && this.world.find(subject.type, replacement.id);
        if (stored) {
            this.refuseReplace(subject, stored, replacement);
        }
    }

    private cloud(preview: boolean): Cloud {
        return preview ? this.plan : this.world;
    }

    private find(
        request: { type: string; id: string },
        properties: PropertyMap | undefined,
    ): StoredResource | undefined {
        return this.world.find(request.type, request.id, this.scope(request.type, properties ?? {}));
    }
}
