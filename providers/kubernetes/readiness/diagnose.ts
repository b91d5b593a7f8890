import type { ObjectApi } from "../api/objects";
import { isJsonObject, type KubeObject } from "../object";
import { podReadiness } from "./pods";

const MAXIMUM_REASONS = 5;

/**
 * Why a workload is not ready, as far as its pods and the warnings about it tell: at most five sentences.
 * A diagnosis that fails gives none, for it must not hide the failure it explains.
 */
export async function diagnose(api: ObjectApi, object: KubeObject, signal: AbortSignal): Promise<readonly string[]> {
    try {
        const [pods, warnings] = await Promise.all([podsOf(api, object, signal), warningsOf(api, object, signal)]);
        return [...new Set([...pods.flatMap(troubles), ...warnings])].slice(0, MAXIMUM_REASONS);
    } catch {
        return [];
    }
}

function troubles(pod: KubeObject): string[] {
    const readiness = podReadiness(pod);
    return readiness.state === "ready" ? [] : [`pod ${pod.metadata.name}: ${readiness.message}`];
}

async function podsOf(api: ObjectApi, object: KubeObject, signal: AbortSignal): Promise<KubeObject[]> {
    const selector = object.spec?.selector;
    const labels = isJsonObject(selector) && isJsonObject(selector.matchLabels) ? selector.matchLabels : undefined;
    if (!labels || Object.keys(labels).length === 0) {
        return [];
    }
    const labelSelector = Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(",");
    const collection = { apiVersion: "v1", kind: "Pod", namespace: object.metadata.namespace };
    return (await api.list(collection, { labelSelector, limit: "50" }, signal)).items;
}

/** Warnings about the object and what it owns: controllers name what they make after their owner. */
async function warningsOf(api: ObjectApi, object: KubeObject, signal: AbortSignal): Promise<string[]> {
    const { name, namespace } = object.metadata;
    if (!namespace || !name) {
        return [];
    }
    const collection = { apiVersion: "v1", kind: "Event", namespace };
    const { items } = await api.list(collection, { fieldSelector: "type=Warning", limit: "200" }, signal);
    return items.flatMap((item) => {
        const { involvedObject, reason, message } = item as unknown as Record<string, unknown>;
        const about = isJsonObject(involvedObject) ? String(involvedObject.name) : "";
        if (about !== name && !about.startsWith(`${name}-`)) {
            return [];
        }
        return [`${reason}: ${message}`];
    });
}
