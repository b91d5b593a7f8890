import type { Stack } from "./stack";

/** A Gateway that a route names without one of its listeners. */
export interface NamedGateway {
    readonly namespace: string;
    readonly name: string;
}

/**
 * True where routes of all namespaces are known to meet at a listener of a Gateway: it has one alone, or all let routes of
 * every namespace in.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes
 */
export function sharesListeners({ namespace, name }: NamedGateway, stack: Stack): boolean {
    const gateways = stack.placed("gateway.networking.k8s.io/Gateway", namespace).certain;
    const listeners = gateways.find((gateway) => gateway.name === name && !gateway.isPatch)?.props.at("spec.listeners");
    if (listeners === undefined || listeners.isUnknown || listeners.items.length === 0) {
        return false;
    }
    const letAllIn = listeners.items.every((listener) => {
        const from = listener.at("allowedRoutes.namespaces.from");
        return !from.isUnknown && from.text === "All";
    });
    return letAllIn || listeners.items.length === 1;
}
