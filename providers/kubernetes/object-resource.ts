import { differences } from "../../core/engine/diff";
import { PartialFailure } from "../../core/engine/errors";
import type {
    CheckRequest,
    CheckResult,
    CreateRequest,
    CreateResult,
    DeleteRequest,
    DiffRequest,
    DiffResult,
    PropertyDifference,
    ReadRequest,
    ReadResult,
    UpdateRequest,
} from "../../core/engine/provider";
import { containsUnknown, mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import { NoMatchError } from "./api/errors";
import { type ObjectApi, referenceTo } from "./api/objects";
import { checkObject, isAutonamed, REPLACE_UNREADY_ANNOTATION } from "./check";
import { checkpoint, managerOf, previewCheckpoint } from "./checkpoint";
import type { Cluster } from "./cluster";
import { createObject } from "./creation";
import { deleteObject } from "./deletion";
import { idFrom, idOf, parseId } from "./identity";
import { immutableFields } from "./immutable-fields";
import { describe, type KubeObject } from "./object";
import { importedInputs, observedInputs } from "./observed-inputs";
import { toObject, toProperties } from "./properties";
import { assess, awaitReady, NotReadyError } from "./readiness/await";
import { type Rehearsal, rehearse } from "./rehearsal";
import { Scopes } from "./scopes";
import { typeOf } from "./token";
import { releaseFields, updateObject } from "./updating";

/** What the handlers of one provider share. */
export interface ProviderContext {
    readonly cluster: Cluster;
    /** Aborted when the engine is interrupted. */
    readonly signal: AbortSignal;
    /** Told what a resource waits for. */
    readonly progress: (urn: string, message: string) => void;
}

/** Resources that are Kubernetes objects. */
export class ObjectResource {
    private readonly scopes = new Scopes();
    /** Resources that this update replaces: in a preview their predecessors are still there. */
    private readonly replaced = new Set<string>();

    constructor(private readonly context: ProviderContext) {}

    /** Fills in name and namespace and brings the inputs into one form. */
    async check(request: CheckRequest): Promise<CheckResult> {
        const { cluster, signal } = this.context;
        const type = typeOf(request.type, request.news);
        if (type.kind === "CustomResourceDefinition") {
            this.scopes.learn(request.news);
        }
        const api = await cluster.tryReach();
        const namespaced = await this.scopes.isNamespaced(type.apiVersion, type.kind, api, signal);
        return checkObject(request, type, namespaced ? cluster.defaultNamespace : undefined);
    }

    /** Decides by the kind's immutable fields whether the object is replaced. */
    async diff({ urn, type, oldInputs, news }: DiffRequest): Promise<DiffResult> {
        const { secretMutable, configMapMutable } = this.context.cluster.settings;
        const { apiVersion, kind, patch } = typeOf(type, news);
        const immutable = immutableFields(
            { apiVersion, kind, immutable: news.immutable === true },
            { patch, secretMutable, configMapMutable },
        );
        const found = [...differences(oldInputs, news, immutable), ...(await this.unready(oldInputs, news))];
        if (found.some(({ replace }) => replace)) {
            this.replaced.add(urn);
        }
        return { differences: found, deleteBeforeReplace: !isAutonamed(news) && idFrom(oldInputs) === idFrom(news) };
    }

    /**
     * The annotation that replaces an object, where it has it and is not ready. An object that cannot be read is left as it is.
     *
     * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/provider.go Diff
     */
    private async unready(oldInputs: PropertyMap, news: PropertyMap): Promise<readonly PropertyDifference[]> {
        if (stringAt(mapAt(mapAt(news, "metadata"), "annotations"), REPLACE_UNREADY_ANNOTATION) !== "true") {
            return [];
        }
        const { signal } = this.context;
        const api = await this.context.cluster.tryReach();
        const live = await api?.get(referenceTo(toObject(oldInputs)), signal).catch(() => undefined);
        if (!api || !live || (await assess(api, live, signal)).state === "ready") {
            return [];
        }
        return [{ path: `metadata.annotations["${REPLACE_UNREADY_ANNOTATION}"]`, kind: "update", replace: true }];
    }

    /** @throws PartialFailure when the object exists and does not become ready */
    async create(request: CreateRequest): Promise<CreateResult> {
        const { urn, inputs } = request;
        const { upsertExistingObjects: upsert, patchForce: force } = this.context.cluster.settings;
        const { patch } = typeOf(request.type, inputs);
        const fieldManager = managerOf(inputs, undefined, urn);
        const options = { fieldManager, patch, upsert, force, signal: this.context.signal };
        const id = idFrom(inputs);
        if (request.preview) {
            const replaces = this.replaced.has(urn);
            return { id, outputs: await this.preview(inputs, { operation: "create", replaces, ...options }) };
        }
        const api = await this.context.cluster.reach();
        const made = await createObject(api, toObject(inputs), { ...options, dryRun: false });
        return { id, outputs: await this.settle(api, made, request, fieldManager) };
    }

    /** @throws PartialFailure when the object was changed and does not become ready */
    async update(request: UpdateRequest): Promise<PropertyMap> {
        const { urn, inputs } = request;
        const { patchForce: force } = this.context.cluster.settings;
        const { patch } = typeOf(request.type, inputs);
        const fieldManager = managerOf(inputs, request.oldOutputs, urn);
        const options = { fieldManager, patch, force, signal: this.context.signal };
        if (request.preview) {
            return this.preview(inputs, { operation: "update", ...options });
        }
        const api = await this.context.cluster.reach();
        const changed = await updateObject(api, toObject(inputs), { ...options, dryRun: false });
        return this.settle(api, changed, request, fieldManager);
    }

    /** @throws PartialFailure for an object of the state that is not ready */
    async read(request: ReadRequest): Promise<ReadResult | undefined> {
        const { signal } = this.context;
        const { urn, id, oldInputs, oldOutputs } = request;
        const known = oldInputs && Object.keys(oldInputs).length > 0 ? oldInputs : undefined;
        const api = await this.context.cluster.reach();
        const reference = { ...typeOf(request.type, known), ...parseId(id) };
        const live = await api.get(reference, signal).catch((error: unknown) => {
            // Without its definition a custom resource is gone as well.
            if (error instanceof NoMatchError) {
                return undefined;
            }
            throw error;
        });
        if (!live) {
            return undefined;
        }
        const inputs = toProperties(known ? observedInputs(live, toObject(known)) : importedInputs(live), known ?? {});
        const outputs = checkpoint(live, inputs, managerOf(inputs, oldOutputs, urn));
        if (known) {
            const readiness = await assess(api, live, signal);
            if (readiness.state !== "ready") {
                throw new PartialFailure(id, inputs, outputs, [readiness.message]);
            }
        }
        return { id, inputs, outputs };
    }

    /** Deletes the object; a patch only gives its fields back. */
    async delete(request: DeleteRequest): Promise<void> {
        const { cluster, signal } = this.context;
        const { urn, oldInputs, oldOutputs, timeoutSeconds } = request;
        const api = await cluster.reach();
        const object = toObject(oldInputs);
        try {
            if (typeOf(request.type, oldInputs).patch) {
                await releaseFields(api, object, managerOf(oldInputs, oldOutputs, urn), signal);
            } else {
                await deleteObject(api, object, { timeoutSeconds, signal, progress: this.progressOf(urn) });
            }
        } catch (error) {
            if (!(error instanceof NoMatchError)) {
                throw error;
            }
        }
    }

    private async preview(inputs: PropertyMap, rehearsal: Rehearsal): Promise<PropertyMap> {
        if (containsUnknown(inputs)) {
            return inputs;
        }
        const object = toObject(inputs);
        const api = await this.context.cluster.tryReach();
        const result = api && (await rehearse(api, object, rehearsal));
        return previewCheckpoint(result ?? object, inputs, rehearsal.fieldManager);
    }

    /** Waits until what was written is ready. @returns the state of the resource then */
    private async settle(
        api: ObjectApi,
        written: KubeObject,
        { urn, inputs, timeoutSeconds }: CreateRequest | UpdateRequest,
        fieldManager: string,
    ): Promise<PropertyMap> {
        const { signal } = this.context;
        try {
            const live = await awaitReady(api, written, { timeoutSeconds, signal, progress: this.progressOf(urn) });
            return checkpoint(live, inputs, fieldManager);
        } catch (error) {
            // From here on the object exists: whatever went wrong, the engine must know of it.
            const reasons = error instanceof NotReadyError ? error.reasons : [(error as Error).message];
            const outputs = checkpoint(error instanceof NotReadyError ? error.live : written, inputs, fieldManager);
            const told = reasons.map((reason) => `${describe(written)}: ${reason}`);
            throw new PartialFailure(idOf(written.metadata), inputs, outputs, told);
        }
    }

    private progressOf(urn: string): (message: string) => void {
        return (message) => this.context.progress(urn, message);
    }
}
