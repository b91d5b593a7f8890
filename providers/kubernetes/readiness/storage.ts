import type { KubeObject } from "../object";
import { failed, type Readiness, type RelatedObjects, ready, waiting } from "./readiness";

/**
 * A claim is ready when a volume is bound to it, or when its class binds only once a pod uses it.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
 */
export function claimReadiness(claim: KubeObject, classes: readonly KubeObject[]): Readiness {
    const phase = claim.status?.phase;
    if (phase === "Bound") {
        return ready;
    }
    if (phase === "Lost") {
        return failed("the volume of the claim is gone");
    }
    const bindingMode = (classes[0] as { volumeBindingMode?: unknown } | undefined)?.volumeBindingMode;
    if (bindingMode === "WaitForFirstConsumer") {
        return ready;
    }
    return waiting("no volume is bound to the claim yet");
}

/** The storage class that the claim names; undefined where it names none. */
export function classOf(claim: KubeObject): RelatedObjects | undefined {
    const name = claim.spec?.storageClassName;
    if (typeof name !== "string" || name === "") {
        return undefined;
    }
    return {
        collection: { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", namespace: undefined },
        query: { fieldSelector: `metadata.name=${name}` },
    };
}
