import { createHash } from "node:crypto";
import { alreadyExists, PartialFailure, ProviderError } from "../../protocol/errors";
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
import { immutableFields } from "../immutable-fields";
import { Adoptions } from "./adoptions";
import { NoMatchError } from "./api/errors";
import { type ObjectApi, referenceTo } from "./api/objects";
import { checkObject, isAutonamed } from "./check";
import { checkpoint, managerOf, previewCheckpoint } from "./checkpoint";
import type { Cluster } from "./cluster";
import { awaitGone, deleteObject } from "./deletion";
import { differences } from "./diff";
import { annotation, describe, type KubeObject } from "./object";
import { importedInputs, observedInputs } from "./observed-inputs";
import { isMadeByCluster, isManaged } from "./ownership";
import { isSecret, sealSecretData, toObject, toProperties } from "./properties";
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

    diff(request: DiffRequest): DiffResult {
        const { settings } = this.context.cluster;
        const { oldInputs, news } = request;
        const type = typeOf(request.type, news);
        const immutable = immutableFields(
            { apiVersion: type.apiVersion, kind: type.kind, immutable: news.immutable === true },
            { patch: type.patch, secretMutable: settings.secretMutable, configMapMutable: settings.configMapMutable },
        );
        const found = differences(oldInputs, news, immutable);
        return { differences: found, deleteBeforeReplace: !isAutonamed(news) && sameIdentity(oldInputs, news) };
    }

    async create(request: CreateRequest): Promise<CreateResult> {
        const { cluster } = this.context;
        const type = typeOf(request.type, request.inputs);
        const manager = managerOf(request.inputs, undefined, type.patch ? hash(request.urn) : undefined);
        if (request.preview) {
            const outputs = await this.preview(request.inputs, manager, async (api, object) => {
                if (!type.patch) await this.refuseForeign(api, object, manager);
            });
            return { id: idOf(request.inputs), outputs };
        }
        const api = await cluster.reach();
        const object = toObject(request.inputs);
        if (type.patch) await this.requireTarget(api, object);
        else await this.makeWay(api, object, manager, request);
        const outputs = await this.apply(api, object, request, manager);
        const uid = stringAt(mapAt(outputs, "metadata"), "uid");
        if (uid !== undefined && !type.patch) this.adoptions.add(uid, request.urn);
        return { id: idOf(request.inputs), outputs };
    }

    async update(request: UpdateRequest): Promise<PropertyMap> {
        const type = typeOf(request.type, request.inputs);
        const manager = managerOf(request.inputs, request.oldOutputs, type.patch ? hash(request.urn) : undefined);
        if (request.preview) return this.preview(request.inputs, manager, async () => undefined);
        const api = await this.context.cluster.reach();
        const object = toObject(request.inputs);
        if (type.patch) await this.requireTarget(api, object);
        return this.apply(api, object, request, manager);
    }

    async read(request: ReadRequest): Promise<ReadResult | undefined> {
        const { signal } = this.context;
        const { oldInputs, oldOutputs } = request;
        const known = oldInputs && Object.keys(oldInputs).length > 0 ? oldInputs : undefined;
        const type = typeOf(request.type, known);
        const api = await this.context.cluster.reach();
        const [name = "", namespace] = request.id.split("/").reverse();
        const live = await api.get({ ...type, namespace, name }, signal).catch((error: unknown) => {
            if (error instanceof NoMatchError) return undefined;
            throw error;
        });
        if (!live) return undefined;
        const inputs = known
            ? toProperties(observedInputs(live, toObject(known)), known)
            : sealed(toProperties(importedInputs(live), {}));
        const outputs = checkpoint(live, inputs, managerOf(inputs, oldOutputs));
        if (known) {
            const readiness = await assess(api, live, signal);
            if (readiness.state !== "ready") throw new PartialFailure(request.id, inputs, outputs, [readiness.message]);
        }
        return { id: request.id, inputs, outputs };
    }

    async delete(request: DeleteRequest): Promise<void> {
        const { cluster, signal } = this.context;
        const type = typeOf(request.type, request.oldInputs);
        const uid = stringAt(mapAt(request.oldOutputs, "metadata"), "uid");
        if (uid !== undefined && this.adoptions.isTakenByOther(uid, request.urn)) return;
        const api = await cluster.reach();
        const object = toObject(request.oldInputs);
        try {
            if (type.patch) {
                const manager = managerOf(request.oldInputs, request.oldOutputs, hash(request.urn));
                await this.releaseFields(api, object, manager);
            } else {
                await deleteObject(api, object, { uid, timeoutSeconds: request.timeoutSeconds, signal });
            }
        } catch (error) {
            // Without its definition a custom resource is gone as well.
            if (!(error instanceof NoMatchError)) throw error;
        }
    }

    private async preview(
        inputs: PropertyMap,
        manager: string,
        before: (api: ObjectApi, object: KubeObject) => Promise<void>,
    ): Promise<PropertyMap> {
        const { cluster, signal } = this.context;
        if (containsUnknown(inputs)) return inputs;
        const object = toObject(inputs);
        const api = await cluster.tryReach();
        if (!api) return previewCheckpoint(object, inputs, manager);
        await before(api, object);
        const result = await rehearse(api, object, { fieldManager: manager, signal });
        return previewCheckpoint(result ?? object, inputs, manager);
    }

    private async apply(
        api: ObjectApi,
        object: KubeObject,
        request: CreateRequest | UpdateRequest,
        manager: string,
    ): Promise<PropertyMap> {
        const { signal, progress } = this.context;
        const applied = await api.apply(object, { fieldManager: manager, dryRun: false, signal });
        try {
            const live = await awaitReady(api, applied, {
                timeoutSeconds: request.timeoutSeconds,
                signal,
                progress: (message) => progress(request.urn, message),
            });
            return checkpoint(live, request.inputs, manager);
        } catch (error) {
            // From here on the object exists: whatever went wrong, the engine must know of it.
            const reasons = error instanceof NotReadyError ? error.reasons : [(error as Error).message];
            const live = error instanceof NotReadyError ? error.live : applied;
            throw new PartialFailure(
                idOf(request.inputs),
                request.inputs,
                checkpoint(live, request.inputs, manager),
                reasons.map((reason) => `${describe(object)}: ${reason}`),
            );
        }
    }

    /** An object on its way out is waited for; one that is ours is adopted; any other is refused. */
    private async makeWay(
        api: ObjectApi,
        object: KubeObject,
        manager: string,
        { timeoutSeconds }: CreateRequest,
    ): Promise<void> {
        const { signal } = this.context;
        const existing = await this.refuseForeign(api, object, manager);
        if (existing?.metadata.deletionTimestamp === undefined) return;
        await awaitGone(api, existing, { uid: existing.metadata.uid, timeoutSeconds, signal });
    }

    private async refuseForeign(api: ObjectApi, object: KubeObject, manager: string): Promise<KubeObject | undefined> {
        const { cluster, signal } = this.context;
        const existing = await api.get(referenceTo(object), signal).catch((error: unknown) => {
            // The definition of a custom resource may be made in the same update; applying waits for it.
            if (error instanceof NoMatchError) return undefined;
            throw error;
        });
        if (!existing || existing.metadata.deletionTimestamp !== undefined) return existing;
        const adopts = cluster.settings.upsertExistingObjects || annotation(object, "pulumi.com/patchForce") === "true";
        if (adopts || isManaged(existing, manager) || isMadeByCluster(existing)) return existing;
        throw alreadyExists(
            `${describe(object)} already exists and was not made by this program. Give the object another name, ` +
                `import it (pulumi import ... ${idOf({ metadata: { ...object.metadata } as PropertyMap })}), ` +
                'or take it over with the annotation pulumi.com/patchForce: "true".',
        );
    }

    private async requireTarget(api: ObjectApi, object: KubeObject): Promise<void> {
        if (await api.get(referenceTo(object), this.context.signal)) return;
        throw new ProviderError(`${describe(object)} does not exist. A patch changes an object; create it first.`);
    }

    /** Takes a patch back: fields that nobody else owns vanish, the object stays. */
    private async releaseFields(api: ObjectApi, object: KubeObject, manager: string): Promise<void> {
        const { signal } = this.context;
        if (!(await api.get(referenceTo(object), signal))) return;
        const { apiVersion, kind } = object;
        const { name = "", namespace } = object.metadata;
        const metadata = namespace === undefined ? { name } : { name, namespace };
        await api.apply({ apiVersion, kind, metadata }, { fieldManager: manager, dryRun: false, signal });
    }
}

function typeOf(token: string, inputs: PropertyMap | undefined): ObjectType {
    return parseType(token, inputs && stringAt(inputs, "kind"));
}

/** As in the official provider: `namespace/name`, or `name` alone outside namespaces. */
function idOf(inputs: PropertyMap): string {
    const metadata = mapAt(inputs, "metadata");
    const namespace = stringAt(metadata, "namespace");
    return `${namespace === undefined ? "" : `${namespace}/`}${stringAt(metadata, "name") ?? ""}`;
}

function sameIdentity(one: PropertyMap, other: PropertyMap): boolean {
    return idOf(one) === idOf(other);
}

function sealed(properties: PropertyMap): PropertyMap {
    return isSecret(properties.apiVersion, properties.kind) ? sealSecretData(properties) : properties;
}

function hash(text: string): string {
    return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
