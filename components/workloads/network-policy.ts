import type * as input from "@pulumi/kubernetes/types/input";
import { ALLOW_DNS } from "../namespaces/network-edges";
import { filled } from "./filled";
import { type Identity, selectorLabels } from "./labels";

/** A service as others see it: who it is and where it listens. */
export interface ServicePeer extends Identity {
    /** Ports of the pods. */
    readonly ports: readonly number[];
}

/** What a service may talk to and who may talk to it. */
export interface Connections {
    /** Services that may connect to this one. */
    readonly clients: readonly Identity[];
    /** Services that this one may connect to. */
    readonly connectsTo: readonly ServicePeer[];
    /** Lets the ingress controller in this namespace reach one port. @default nothing from outside comes in */
    readonly exposed?: { readonly controllerNamespace: string; readonly port: number };
}

/**
 * The network policy of a service: declared clients and the ingress controller in, declared services and DNS out,
 * nothing else. Both ends of a connection must allow it, so a connection that only one side knows of is refused.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicy(
    service: ServicePeer,
    { clients, connectsTo, exposed }: Connections,
): input.networking.v1.NetworkPolicySpec {
    const admitted = clients.length > 0 && service.ports.length > 0;
    return {
        podSelector: { matchLabels: selectorLabels(service) },
        policyTypes: ["Ingress", "Egress"],
        ingress: filled([
            ...(admitted ? [{ from: clients.map(podsOf), ports: service.ports.map(tcp) }] : []),
            ...(exposed ? [{ from: [namespace(exposed.controllerNamespace)], ports: [tcp(exposed.port)] }] : []),
        ]),
        egress: [
            ...ALLOW_DNS.egress,
            ...connectsTo.map((peer) => ({ to: [podsOf(peer)], ports: peer.ports.map(tcp) })),
        ],
    };
}

function podsOf(identity: Identity): input.networking.v1.NetworkPolicyPeer {
    return { podSelector: { matchLabels: selectorLabels(identity) } };
}

function namespace(name: string): input.networking.v1.NetworkPolicyPeer {
    return { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } };
}

function tcp(port: number): input.networking.v1.NetworkPolicyPort {
    return { protocol: "TCP", port };
}
