import type { KubeObject } from "../object";
import { condition, failed, type Readiness, ready, waiting } from "./readiness";

/** A namespace is ready when it is active. */
export function namespaceReadiness(namespace: KubeObject): Readiness {
    return namespace.status?.phase === "Active"
        ? ready
        : waiting(`its phase is ${namespace.status?.phase ?? "unknown"}`);
}

/** @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ */
export function definitionReadiness(definition: KubeObject): Readiness {
    const names = condition(definition, "NamesAccepted");
    if (names?.status === "False") {
        return failed(`${names.reason}: ${names.message}`);
    }
    if (condition(definition, "Established")?.status === "True") {
        return ready;
    }
    return waiting("the API server does not serve the new kind yet");
}

/** An aggregated API is ready when the API server reaches what serves it. */
export function apiServiceReadiness(service: KubeObject): Readiness {
    const available = condition(service, "Available");
    if (available?.status === "True") {
        return ready;
    }
    return waiting(available?.message || "the API is not available yet");
}
