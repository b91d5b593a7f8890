import type { ServiceSpec } from "./kinds";
import type { ServicePeer } from "./network-policy";
import { peerOf } from "./service-args";

type Services = Readonly<Record<string, ServiceSpec>>;

/** Every service of an application as the others see it. */
export function peersOf(application: string, services: Services): ReadonlyMap<string, ServicePeer> {
    return new Map(Object.entries(services).map(([name, { ports }]) => [name, peerOf({ application, name }, ports)]));
}

/** The services that a service may connect to, and those that may connect to it. */
export function connectionsOf(name: string, services: Services, peers: ReadonlyMap<string, ServicePeer>) {
    const clients = Object.keys(services).filter((client) => services[client]?.connectsTo.includes(name));
    const known = (names: readonly string[]) => names.flatMap((other) => peers.get(other) ?? []);
    return { connectsTo: known(services[name]?.connectsTo ?? []), clients: known(clients) };
}
