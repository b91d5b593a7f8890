import { labelOf } from "../../policies/model/identity";
import type { Resource } from "../../policies/model/resource";
import { matchesLabels } from "../../policies/model/selector";
import type { Stack } from "../../policies/model/stack";
import type { Value } from "../../policies/model/value";
import { ALL_PORTS, NO_PORTS, type PortSet, portRange, union } from "./port-set";
import type { Workload } from "./workloads";

/** The components of services, whose inputs say what each connects to. */
const SERVICE = /^eks-platform:workloads:/;
/** The component of a closed namespace, whose inputs say what else its pods talk to. */
const NAMESPACE = "eks-platform:namespaces:PlatformNamespace";

/** What services and add-ons say that they connect to, whatever the policies let through. */
export class Declarations {
    /** Servers by client, by the ids of both. */
    private readonly pairs = new Map<string, Map<string, PortSet>>();
    private readonly toEveryone = new Map<string, PortSet>();
    private readonly fromEveryone = new Map<string, PortSet>();
    private readonly blocks = new Map<string, Map<string, PortSet>>();
    private readonly declaring = new Set<string>();
    /** What is declared to something that is not there, or is known only after the update. */
    readonly undetermined: string[] = [];

    constructor(stack: Stack, workloads: readonly Workload[]) {
        const resources = stack.subjects.map(({ resource }) => resource);
        const services = new Services(
            resources.filter(({ type }) => SERVICE.test(type)),
            workloads,
        );
        for (const [component, own] of services.workloads) {
            this.readService(component, own, services);
        }
        for (const component of resources.filter(({ type }) => type === NAMESPACE)) {
            this.readNamespace(component, workloads);
        }
    }

    /** True for a workload whose connections its component or its namespace declares; for others the policies are all that there is. */
    isDeclaring({ end }: Workload): boolean {
        return this.declaring.has(end.id);
    }

    /** The ports on which a client and a server are declared to each other by name. */
    byName(client: Workload, server: Workload): PortSet {
        return this.pairs.get(client.end.id)?.get(server.end.id) ?? NO_PORTS;
    }

    /** The ports on which one of both is declared to every pod that lets it. */
    toAll(client: Workload, server: Workload): PortSet {
        return union(this.toEveryone.get(client.end.id) ?? NO_PORTS, this.fromEveryone.get(server.end.id) ?? NO_PORTS);
    }

    /** The servers that a workload declares by name. */
    *named(): Iterable<{ readonly client: string; readonly server: string; readonly ports: PortSet }> {
        for (const [client, servers] of this.pairs) {
            for (const [server, ports] of servers) {
                yield { client, server, ports };
            }
        }
    }

    /** The ports that a workload declares to or from a block of addresses. */
    withBlock({ end }: Workload, direction: "Ingress" | "Egress", cidr: string): PortSet {
        return this.blocks.get(`${direction}|${end.id}`)?.get(cidr) ?? NO_PORTS;
    }

    private readService(component: Resource, own: readonly Workload[], services: Services): void {
        const { props } = component;
        for (const { end } of own) {
            this.declaring.add(end.id);
        }
        const [servers, clients] = [props.key("connectsTo"), props.key("clients")];
        if (servers.isUnknown || clients.isUnknown) {
            this.undetermined.push(
                `What ${own.map(({ end }) => end.name).join(", ")} connects to is known only after the update.`,
            );
        }
        for (const peer of servers.items) {
            const found = services.find(component, peer);
            if (found.length === 0) {
                const name = own[0]?.end.name ?? labelOf(component);
                this.undetermined.push(
                    `${name} declares that it connects to ${textOf(peer.key("name"))}, which the stack does not have.`,
                );
            }
            for (const server of found) {
                this.add(own, server, peer.key("ports"));
            }
        }
        for (const peer of clients.items) {
            for (const server of own) {
                const ports = (server.ports ?? []).map(({ port, protocol }) => portRange(protocol, port, port));
                for (const client of services.find(component, peer)) {
                    put(this.pairs, client.end.id, server.end.id, ports.reduce(union, NO_PORTS));
                }
            }
        }
    }

    private add(clients: readonly Workload[], server: Workload, ports: Value): void {
        for (const client of clients) {
            put(this.pairs, client.end.id, server.end.id, tcpPorts(ports));
        }
    }

    private readNamespace({ props }: Resource, workloads: readonly Workload[]): void {
        const [namespace, edges] = [props.key("namespace"), props.key("edges")];
        const inside = workloads.filter(({ end }) => !namespace.isUnknown && end.namespace === namespace.text);
        for (const edge of edges.isUnknown ? [] : edges.items) {
            const ports = edge.key("ports").isStated ? tcpPorts(edge.key("ports")) : ALL_PORTS;
            const direction = textOf(edge.key("direction")) === "ingress" ? "Ingress" : "Egress";
            const peer = textOf(edge.key("peer"));
            const selected = inside.filter(
                ({ pods: { labels, stated } }) => matchesLabels(edge.key("pods"), labels, stated) !== "no",
            );
            for (const { end } of selected) {
                this.declaring.add(end.id);
                if (peer === "pods") {
                    const all = direction === "Egress" ? this.toEveryone : this.fromEveryone;
                    all.set(end.id, union(all.get(end.id) ?? NO_PORTS, ports));
                } else {
                    put(this.blocks, `${direction}|${end.id}`, peer, ports);
                }
            }
        }
    }
}

/** The services of the platform by what others know them by, with what they run. */
class Services {
    readonly workloads: ReadonlyMap<Resource, readonly Workload[]>;
    private readonly byName = new Map<string, readonly Workload[]>();

    constructor(components: readonly Resource[], all: readonly Workload[]) {
        const byParent = new Map<string, Workload[]>();
        for (const workload of all) {
            const parent = workload.pods.resource.options.parent ?? "";
            byParent.set(parent, [...(byParent.get(parent) ?? []), workload]);
        }
        const found = components.map((component) => [component, byParent.get(component.urn ?? "") ?? []] as const);
        this.workloads = new Map(found.filter(([, workloads]) => workloads.length > 0));
        for (const [component, workloads] of this.workloads) {
            this.byName.set(nameOf(component, component.props), workloads);
        }
    }

    /** What a peer that a component names runs, in the component's namespace. */
    find(component: Resource, peer: Value): readonly Workload[] {
        return this.byName.get(nameOf(component, peer)) ?? [];
    }
}

function nameOf({ props }: Resource, identity: Value): string {
    return [props.key("namespace"), identity.key("application"), identity.key("name")].map(textOf).join("|");
}

function tcpPorts(ports: Value): PortSet {
    const numbers = ports.isUnknown ? [] : ports.items.flatMap((port) => (port.isUnknown ? [] : (port.number ?? [])));
    return numbers.map((port) => portRange("TCP", port, port)).reduce(union, NO_PORTS);
}

function put(map: Map<string, Map<string, PortSet>>, key: string, inner: string, ports: PortSet): void {
    const own = map.get(key) ?? new Map<string, PortSet>();
    map.set(key, own);
    own.set(inner, union(own.get(inner) ?? NO_PORTS, ports));
}

function textOf(value: Value): string {
    return value.isUnknown ? "unknown" : (value.text ?? "");
}
