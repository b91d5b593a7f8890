import { isJsonObject, type KubeObject } from "../object";
import { type Readiness, type RelatedObjects, ready, waiting } from "./readiness";

/**
 * A Service is ready when a pod answers for it; a LoadBalancer also needs its address. Headless Services, those without
 * a selector and ExternalName have nothing to wait for.
 */
export function serviceReadiness(service: KubeObject, slices: readonly KubeObject[]): Readiness {
    if (needsEndpoints(service) && !slices.some(hasReadyEndpoint)) {
        return waiting("no pod answers for the Service yet");
    }
    if (service.spec?.type === "LoadBalancer" && !hasAddress(service)) {
        return waiting("no load balancer address yet");
    }
    return ready;
}

/** @see https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/ */
export function endpointSlicesOf(service: KubeObject): RelatedObjects | undefined {
    if (!needsEndpoints(service)) {
        return undefined;
    }
    return {
        collection: {
            apiVersion: "discovery.k8s.io/v1",
            kind: "EndpointSlice",
            namespace: service.metadata.namespace,
        },
        query: { labelSelector: `kubernetes.io/service-name=${service.metadata.name}` },
    };
}

/** An Ingress is ready when a controller has given it an address. */
export function ingressReadiness(ingress: KubeObject): Readiness {
    return hasAddress(ingress) ? ready : waiting("no ingress controller has given it an address yet");
}

function needsEndpoints(service: KubeObject): boolean {
    const { type, clusterIP, selector } = service.spec ?? {};
    return (
        type !== "ExternalName" && clusterIP !== "None" && isJsonObject(selector) && Object.keys(selector).length > 0
    );
}

function hasReadyEndpoint(slice: KubeObject): boolean {
    const endpoints = (slice as { endpoints?: unknown }).endpoints;
    if (!Array.isArray(endpoints)) {
        return false;
    }
    // An absent condition counts as ready: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#ready
    return endpoints.some(
        (endpoint) =>
            isJsonObject(endpoint) && !(isJsonObject(endpoint.conditions) && endpoint.conditions.ready === false),
    );
}

function hasAddress(object: KubeObject): boolean {
    const balancer = object.status?.loadBalancer;
    return isJsonObject(balancer) && Array.isArray(balancer.ingress) && balancer.ingress.length > 0;
}
