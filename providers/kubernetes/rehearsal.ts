import { ProviderError } from "../../core/engine/errors";
import { ApiError, isMalformedApply, isNamespaceMissing, isNotFound, isTransient, NoMatchError } from "./api/errors";
import type { ObjectApi } from "./api/objects";
import { type CreationOptions, createObject } from "./creation";
import { describe, isJsonObject, type JsonObject, type KubeObject } from "./object";
import { type UpdateOptions, updateObject } from "./updating";

/** What is rehearsed: the creation of an object, or the change of one that exists. */
export type Rehearsal =
    | ({
          readonly operation: "create";
          /** The object takes the place of one that the same update deletes first. */
          readonly replaces: boolean;
      } & Omit<CreationOptions, "dryRun">)
    | ({ readonly operation: "update" } & Omit<UpdateOptions, "dryRun">);

/**
 * What a create or an update would make of the object, told by a dry run, so that schema errors and refusals of admission
 * show in the preview. Undefined where that cannot be told yet because the object's namespace, kind or neighbours are made
 * in the same update.
 *
 * @throws ApiError or ProviderError when the object, or its pods, would be refused.
 */
export async function rehearse(
    api: ObjectApi,
    object: KubeObject,
    rehearsal: Rehearsal,
): Promise<KubeObject | undefined> {
    try {
        const result = await runDry(api, object, rehearsal);
        await rehearsePods(api, object, rehearsal.signal);
        return result;
    } catch (error) {
        if (isPremature(error)) {
            return undefined;
        }
        throw error;
    }
}

async function runDry(api: ObjectApi, object: KubeObject, rehearsal: Rehearsal): Promise<KubeObject> {
    if (rehearsal.operation === "update") {
        return updateObject(api, object, { ...rehearsal, dryRun: true });
    }
    const { name = "" } = object.metadata;
    const standIn = `${name.slice(0, 50)}-rehearsal`;
    const create = (candidate: KubeObject) => createObject(api, candidate, { ...rehearsal, dryRun: true });
    // What is to be replaced is in the way; its successor is rehearsed under a name that nothing has yet.
    if (rehearsal.replaces) {
        return moved(await create(moved(object, { name: standIn })), { name });
    }
    try {
        return await create(object);
    } catch (error) {
        if (isNamespaceMissing(error)) {
            // Whether the object fits the schema can be told in a namespace that every cluster has; the rest cannot.
            await create(moved(object, { name: standIn, namespace: "default" })).catch(throwIfMalformed);
        }
        throw error;
    }
}

function moved(object: KubeObject, place: { name: string; namespace?: string }): KubeObject {
    return { ...object, metadata: { ...object.metadata, ...place } };
}

function throwIfMalformed(error: unknown): void {
    if (error instanceof ApiError && (isMalformedApply(error) || error.status === 400 || error.status === 422)) {
        throw error;
    }
}

/**
 * Pod Security and limit ranges judge pods, not the workloads that make them: a Deployment they will never run is
 * accepted, and stays without pods. So the pod that the template makes is rehearsed too.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#workload-resources-and-pod-templates
 */
async function rehearsePods(api: ObjectApi, object: KubeObject, signal: AbortSignal): Promise<void> {
    const template = podTemplate(object);
    if (!template) {
        return;
    }
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
        if (!(error instanceof ApiError) || !refusesPods(error)) {
            return;
        }
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
    if (status !== 403) {
        return false;
    }
    return /violates PodSecurity| per (Container|Pod) is |failed quota: .*must specify/.test(message);
}

/** Failures of a rehearsal that say nothing about the update itself. */
function isPremature(error: unknown): boolean {
    if (error instanceof NoMatchError || isTransient(error) || isNotFound(error)) {
        return true;
    }
    if (!(error instanceof ApiError)) {
        return false;
    }
    // Without the right to try it, with a neighbour missing that is made in the same update, or over a quota that it may raise.
    return error.status === 403 && /User ".*" cannot |not found|being terminated|exceeded quota/.test(error.message);
}
