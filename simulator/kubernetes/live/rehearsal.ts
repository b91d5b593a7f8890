import { ProviderError } from "../../protocol/errors";
import { ApiError, isMalformedApply, isNamespaceMissing, isNotFound, isTransient, NoMatchError } from "./api/errors";
import type { ObjectApi } from "./api/objects";
import { describe, isJsonObject, type JsonObject, type KubeObject } from "./object";

export interface RehearsalOptions {
    readonly fieldManager: string;
    /** The object is created, perhaps in the place of one that differs from it in immutable fields. */
    readonly replaces: boolean;
    readonly signal: AbortSignal;
}

/**
 * What an apply would make of the object, told by a dry run, so that schema errors and refusals of admission show in the
 * preview. Undefined where that cannot be told yet because the object's namespace, kind or neighbours are made in the
 * same update.
 *
 * @throws ApiError when the apply would be refused; ProviderError when the object's pods would be.
 */
export async function rehearse(
    api: ObjectApi,
    object: KubeObject,
    options: RehearsalOptions,
): Promise<KubeObject | undefined> {
    try {
        const result = await applyDry(api, object, options);
        await rehearsePods(api, object, options.signal);
        return result;
    } catch (error) {
        if (isPremature(error)) return undefined;
        throw error;
    }
}

async function applyDry(api: ObjectApi, object: KubeObject, options: RehearsalOptions): Promise<KubeObject> {
    const { fieldManager, signal } = options;
    const dry = { fieldManager, dryRun: true, signal };
    const { name = "" } = object.metadata;
    const standIn = `${name.slice(0, 50)}-rehearsal`;
    try {
        return await api.apply(object, dry);
    } catch (error) {
        if (options.replaces && isImmutable(error)) {
            // What is to be replaced is in the way; its successor is rehearsed under a name that nothing has yet.
            const result = await api.apply(moved(object, { name: standIn }), dry);
            return moved(result, { name });
        }
        if (isNamespaceMissing(error)) {
            // Whether the object fits the schema can be told in a namespace that every cluster has; the rest cannot.
            await api.apply(moved(object, { name: standIn, namespace: "default" }), dry).catch(throwIfMalformed);
        }
        throw error;
    }
}

function moved(object: KubeObject, place: { name: string; namespace?: string }): KubeObject {
    return { ...object, metadata: { ...object.metadata, ...place } };
}

function throwIfMalformed(error: unknown): void {
    if (error instanceof ApiError && (isMalformedApply(error) || error.status === 400 || error.status === 422))
        throw error;
}

/**
 * Pod Security and limit ranges judge pods, not the workloads that make them: a Deployment they will never run is
 * accepted, and stays without pods. So the pod that the template makes is rehearsed too.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#workload-resources-and-pod-templates
 */
async function rehearsePods(api: ObjectApi, object: KubeObject, signal: AbortSignal): Promise<void> {
    const template = podTemplate(object);
    if (!template) return;
    const { serviceAccount: _account, serviceAccountName: _name, ...spec } = template.spec;
    const pod: KubeObject = {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { ...template.metadata, name: "rehearsal", namespace: object.metadata.namespace ?? "default" },
        // The service account may be made in the same update, and its absence would hide what is asked here.
        spec: { ...spec, automountServiceAccountToken: false },
    };
    try {
        await api.rehearse(pod, signal);
    } catch (error) {
        if (!(error instanceof ApiError) || !refusesPods(error)) return;
        const message = error.message.replace(/pods "rehearsal" is forbidden: /, "");
        throw new ProviderError(`The pods of ${describe(object)} would be refused: ${message}`);
    }
}

function podTemplate(object: KubeObject): { metadata: JsonObject; spec: JsonObject } | undefined {
    const jobTemplate = object.spec?.jobTemplate;
    const owner = isJsonObject(jobTemplate) && isJsonObject(jobTemplate.spec) ? jobTemplate.spec : object.spec;
    const template = owner?.template;
    if (!isJsonObject(template) || !isJsonObject(template.spec) || !Array.isArray(template.spec.containers)) {
        return undefined;
    }
    return { metadata: isJsonObject(template.metadata) ? template.metadata : {}, spec: template.spec };
}

/** Refusals that the same pod will meet again; a missing priority class or a full quota may have changed by then. */
function refusesPods({ status, message }: ApiError): boolean {
    if (status !== 403) return false;
    return /violates PodSecurity| per (Container|Pod) is |failed quota: .*must specify/.test(message);
}

function isImmutable(error: unknown): boolean {
    return error instanceof ApiError && error.status === 422 && /immutable|Forbidden: /.test(error.message);
}

/** Failures of a rehearsal that say nothing about the update itself. */
function isPremature(error: unknown): boolean {
    if (error instanceof NoMatchError || isTransient(error) || isNotFound(error)) return true;
    if (!(error instanceof ApiError)) return false;
    // Without the right to try it, or with a neighbour missing that is made in the same update.
    return error.status === 403 && /User ".*" cannot |not found|being terminated/.test(error.message);
}
