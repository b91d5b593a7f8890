import type { DeclaredPort } from "../../policies/model/network-ports";
import type { Value } from "../../policies/model/value";
import { ALL_PORTS, NO_PORTS, type PortSet, PROTOCOLS, portRange, union } from "./port-set";

/** Ports for which something is certain, and those for which it may be, the certain ones among them. */
export interface Span {
    readonly certain: PortSet;
    readonly possible: PortSet;
}

export const everything: Span = { certain: ALL_PORTS, possible: ALL_PORTS };
export const nothing: Span = { certain: NO_PORTS, possible: NO_PORTS };

/**
 * The ports of a rule's list, which names some as the pods do that are connected to.
 *
 * @param declared the ports of these pods; none for addresses, which have no names of ports; `undefined` where they are unknown
 */
export function rulePorts(ports: Value, declared: readonly DeclaredPort[] | undefined): Span {
    if (ports.isUnknown) {
        return { certain: NO_PORTS, possible: ALL_PORTS };
    }
    return ports.items.length === 0 ? everything : ports.items.map((port) => onePort(port, declared)).reduce(joined);
}

export function joined(one: Span, other: Span): Span {
    return { certain: union(one.certain, other.certain), possible: union(one.possible, other.possible) };
}

function onePort(entry: Value, declared: readonly DeclaredPort[] | undefined): Span {
    const [port, end, itsProtocol] = [entry.key("port"), entry.key("endPort"), entry.key("protocol")];
    if (entry.isUnknown) {
        return { certain: NO_PORTS, possible: ALL_PORTS };
    }
    const protocols = itsProtocol.isUnknown ? PROTOCOLS : [itsProtocol.text ?? "TCP"];
    const certain = (set: PortSet) => (itsProtocol.isUnknown ? NO_PORTS : set);
    const on = (first?: number, last?: number) =>
        protocols.map((protocol) => portRange(protocol, first, last)).reduce(union);
    if (port.isUnknown) {
        return { certain: NO_PORTS, possible: on() };
    }
    if (!port.isStated) {
        return { certain: certain(on()), possible: on() };
    }
    const number = port.number;
    if (number === undefined) {
        return named(port.text ?? "", protocols, declared);
    }
    return end.isUnknown
        ? { certain: certain(on(number, number)), possible: on(number) }
        : { certain: certain(on(number, end.number ?? number)), possible: on(number, end.number ?? number) };
}

function named(name: string, protocols: readonly string[], declared: readonly DeclaredPort[] | undefined): Span {
    if (declared === undefined) {
        return { certain: NO_PORTS, possible: protocols.map((protocol) => portRange(protocol)).reduce(union) };
    }
    const isCertain = protocols.length === 1;
    return declared
        .filter((port) => port.name === name && protocols.includes(port.protocol))
        .map(({ port, protocol }): Span => {
            const ports = portRange(protocol, port, port);
            return port === undefined || !isCertain
                ? { certain: NO_PORTS, possible: ports }
                : { certain: ports, possible: ports };
        })
        .reduce(joined, nothing);
}
