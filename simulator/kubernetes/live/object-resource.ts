import { createHash } from "node:crypto";
import { PartialFailure } from "../../protocol/errors";
import type {
    CheckRequest,
    CheckResult,
    CreateRequest,
    CreateResult,
    DeleteRequest,
    DiffRequest,
    DiffResult,
    ReadRequest,
    ReadResult,
    UpdateRequest,
} from "../../protocol/provider";
import { containsUnknown, mapAt, type PropertyMap, stringAt } from "../../protocol/values";
import { differences } from "../../resource/diff";
import { immutableFields } from "../immutable-fields";
import { Adoptions } from "./adoptions";
import { NoMatchError } from "./api/errors";
import type { ObjectApi } from "./api/objects";
import { checkObject, isAutonamed } from "./check";
import { checkpoint, managerOf, previewCheckpoint } from "./checkpoint";
import type { Cluster } from "./cluster";
import { awaitGone, deleteObject } from "./deletion";
import { findAdoptable, releaseFields, requireTarget } from "./existing";
import { idOf, parseId } from "./identity";
import { describe, type KubeObject } from "./object";
import { importedInputs, observedInputs } from "./observed-inputs";
import { toObject, toProperties } from "./properties";
import { assess, awaitReady, NotReadyError } from "./readiness/await";
import { rehearse } from "./rehearsal";
import { Scopes } from "./scopes";
import { type ObjectType, parseType } from "./token";

/** What the handlers of one provider share. */
export interface ProviderContext {
    readonly cluster: Cluster;
    readonly signal: AbortSignal;
    /** Told what a resource waits for. */
    readonly progress: (urn: string, message: string) => void;
}

/** Resources that are Kubernetes objects. */
export class ObjectResource {
    private readonly scopes = new Scopes();
    private readonly adoptions = new Adoptions();

    constructor(private readonly context: ProviderContext) {}

    async check(request: CheckRequest): Promise<CheckResult> {
        const { cluster, signal } = this.context;
        const type = typeOf(request.type, request.news);
        if (type.kind === "CustomResourceDefinition") this.scopes.learn(request.news);
        const api = await cluster.tryReach();
        const namespaced = await this.scopes.isNamespaced(type.apiVersion, type.kind, api, signal);
        return checkObject(request, type, namespaced ? cluster.defaultNamespace : undefined);
    }

    async diff({ type, oldInputs, news }: DiffRequest): Promise<DiffResult> {
        const { secretMutable, configMapMutable } = this.context.cluster.settings;
        const { apiVersion, kind, patch } = typeOf(type, news);
        const immutable = immutableFields(
            { apiVersion, kind, immutable: news.immutable === true },
            { patch, secretMutable, configMapMutable },
        );
        return {
            differences: differences(oldInputs, news, immutable),
            deleteBeforeReplace: !isAutonamed(news) && idFrom(oldInputs) === idFrom(news),
        };
    }

    async create(request: CreateRequest): Promise<CreateResult> {
        const { inputs } = request;
        const { patch } = typeOf(request.type, inputs);
        const fieldManager = managerOf(inputs, undefined, patch ? hash(request.urn) : undefined);
        const id = idFrom(inputs);
        if (request.preview) return { id, outputs: await this.previewCreate(inputs, fieldManager, patch) };
        const api = await this.context.cluster.reach();
        const object = toObject(inputs);
        if (patch) await requireTarget(api, object, this.context.signal);
        else await this.makeWay(api, object, fieldManager, request.timeoutSeconds);
        const outputs = await this.apply(api, object, request, fieldManager);
        const uid = stringAt(mapAt(outputs, "metadata"), "uid");
        if (uid !== undefined && !patch) this.adoptions.add(uid, request.urn);
        return { id, outputs };
    }

    async update(request: UpdateRequest): Promise<PropertyMap> {
        const { inputs } = request;
        const { patch } = typeOf(request.type, inputs);
        const fieldManager = managerOf(inputs, request.oldOutputs, patch ? hash(request.urn) : undefined);
        if (request.preview) return this.previewUpdate(inputs, fieldManager);
        const api = await this.context.cluster.reach();
        const object = toObject(inputs);
        if (patch) await requireTarget(api, object, this.context.signal);
        return this.apply(api, object, request, fieldManager);
    }

    async read(request: ReadRequest): Promise<ReadResult | undefined> {
        const { signal } = this.context;
        const { id, oldInputs, oldOutputs } = request;
        const known = oldInputs && Object.keys(oldInputs).length > 0 ? oldInputs : undefined;
        const api = await this.context.cluster.reach();
        const reference = { ...typeOf(request.type, known), ...parseId(id) };
        const live = await api.get(reference, signal).catch((error: unknown) => {
            // Without its definition a custom resource is gone as well.
            if (error instanceof NoMatchError) return undefined;
            throw error;
        });
        if (!live) return undefined;
        const inputs = toProperties(known ? observedInputs(live, toObject(known)) : importedInputs(live), known ?? {});
        const outputs = checkpoint(live, inputs, managerOf(inputs, oldOutputs));
        if (known) {
            const readiness = await assess(api, live, signal);
            if (readiness.state !== "ready") throw new PartialFailure(id, inputs, outputs, [readiness.message]);
        }
        return { id, inputs, outputs };
    }

    async delete(request: DeleteRequest): Promise<void> {
        const { cluster, signal } = this.context;
        const { urn, oldInputs, oldOutputs, timeoutSeconds } = request;
        const uid = stringAt(mapAt(oldOutputs, "metadata"), "uid");
        if (uid !== undefined && this.adoptions.isTakenByOther(uid, urn)) return;
        const api = await cluster.reach();
        const object = toObject(oldInputs);
        try {
            if (typeOf(request.type, oldInputs).patch) {
                await releaseFields(api, object, managerOf(oldInputs, oldOutputs, hash(urn)), signal);
            } else await deleteObject(api, object, { uid, timeoutSeconds, signal });
        } catch (error) {
            if (!(error instanceof NoMatchError)) throw error;
        }
    }

    private async previewCreate(inputs: PropertyMap, fieldManager: string, patch: boolean): Promise<PropertyMap> {
        const { cluster, signal } = this.context;
        if (containsUnknown(inputs)) return inputs;
        const object = toObject(inputs);
        const api = await cluster.tryReach();
        if (!api) return previewCheckpoint(object, inputs, fieldManager);
        const upsert = cluster.settings.upsertExistingObjects;
        if (!patch) await findAdoptable(api, object, { fieldManager, upsert, signal });
        const result = await rehearse(api, object, { fieldManager, replaces: true, signal });
        return previewCheckpoint(result ?? object, inputs, fieldManager);
    }

    private async previewUpdate(inputs: PropertyMap, fieldManager: string): Promise<PropertyMap> {
        if (containsUnknown(inputs)) return inputs;
        const object = toObject(inputs);
        const api = await this.context.cluster.tryReach();
        const options = { fieldManager, replaces: false, signal: this.context.signal };
        const result = api && (await rehearse(api, object, options));
        return previewCheckpoint(result ?? object, inputs, fieldManager);
    }

    private async apply(
        api: ObjectApi,
        object: KubeObject,
        { urn, inputs, timeoutSeconds }: CreateRequest | UpdateRequest,
        fieldManager: string,
    ): Promise<PropertyMap> {
        const { signal } = this.context;
        const applied = await api.apply(object, { fieldManager, dryRun: false, signal });
        try {
            const progress = (message: string) => this.context.progress(urn, message);
            const live = await awaitReady(api, applied, { timeoutSeconds, signal, progress });
            return checkpoint(live, inputs, fieldManager);
        } catch (error) {
            // From here on the object exists: whatever went wrong, the engine must know of it.
            const reasons = error instanceof NotReadyError ? error.reasons : [(error as Error).message];
            const outputs = checkpoint(error instanceof NotReadyError ? error.live : applied, inputs, fieldManager);
            const told = reasons.map((reason) => `${describe(object)}: ${reason}`);
            throw new PartialFailure(idOf(object.metadata), inputs, outputs, told);
        }
    }

    /** Refuses an object that somebody else made; waits for one that is on its way out. */
    private async makeWay(
        api: ObjectApi,
        object: KubeObject,
        fieldManager: string,
        timeoutSeconds: number,
    ): Promise<void> {
        const { cluster, signal } = this.context;
        const upsert = cluster.settings.upsertExistingObjects;
        const existing = await findAdoptable(api, object, { fieldManager, upsert, signal });
        if (existing?.metadata.deletionTimestamp === undefined) return;
        await awaitGone(api, existing, { uid: existing.metadata.uid, timeoutSeconds, signal });
    }
}

function typeOf(token: string, inputs: PropertyMap | undefined): ObjectType {
    return parseType(token, inputs && stringAt(inputs, "kind"));
}

function idFrom(inputs: PropertyMap): string {
    const metadata = mapAt(inputs, "metadata");
    return idOf({ namespace: stringAt(metadata, "namespace"), name: stringAt(metadata, "name") });
}

function hash(text: string): string {
    return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
