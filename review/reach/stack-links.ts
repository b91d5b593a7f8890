import type { ReachEnd } from "../model/reach";
import { refusal, ruleTexts } from "./because";
import { Declarations } from "./declarations";
import type { Link } from "./link";
import { type Pair, Pairs, type Verdict } from "./pairs";
import { ALL_PORTS, intersection, isEmpty, NO_PORTS, type PortSet, portTexts, union } from "./port-set";
import type { ReadStack } from "./read-stack";
import { joined, nothing, type Span } from "./rule-ports";
import type { Side } from "./side";
import { outside, type StrangerLink, spanFromAddresses, strangersOf } from "./strangers";
import { undeterminedIn } from "./undetermined";
import { type Way, waysOf } from "./ways";
import { type Workload, workloadsOf } from "./workloads";

/** A link with an end that is no workload of the stack. */
export interface OuterLink {
    readonly from: ReachEnd;
    readonly to: ReachEnd;
    readonly link: Link;
}

/** All connections in one state of a stack's cluster. */
export class StackLinks {
    readonly workloads: ReadonlyMap<string, Workload>;
    readonly pairs: Pairs;
    readonly declarations: Declarations;
    readonly undetermined: readonly string[];
    private readonly ways = new Map<Workload, readonly Way[]>();
    private readonly declaredClients = new Map<string, string[]>();
    private readonly plain = new Map<Verdict, Link>();

    constructor(read: ReadStack) {
        const workloads = workloadsOf(read);
        this.workloads = new Map(workloads.map((workload) => [workload.end.id, workload]));
        this.pairs = new Pairs(read.stack, workloads);
        this.declarations = new Declarations(read.stack, workloads);
        for (const { client, server } of this.declarations.named()) {
            this.declaredClients.set(server, [...(this.declaredClients.get(server) ?? []), client]);
        }
        const ways = waysOf(read.stack, workloads);
        for (const way of ways) {
            this.ways.set(way.to, [...(this.ways.get(way.to) ?? []), way]);
        }
        this.undetermined = [
            ...read.undetermined,
            ...this.declarations.undetermined,
            ...undeterminedIn(read.stack, this.pairs, ways),
        ];
    }

    /** The links from each client of a workload, by the client's id. */
    linksTo(id: string): ReadonlyMap<string, Link> {
        const server = this.workloads.get(id);
        if (server === undefined) {
            return new Map();
        }
        const found = new Map<string, Link>();
        for (const [client, pair] of this.pairs.clientsOf(server)) {
            found.set(client.end.id, this.linkOf(client, server, pair));
        }
        for (const name of this.declaredClients.get(id) ?? []) {
            const client = this.workloads.get(name);
            if (client !== undefined && !found.has(name)) {
                found.set(name, this.linkOf(client, server, this.pairs.of(client, server)));
            }
        }
        return found;
    }

    /** What a workload may reach, and be reached from, outside of the stack. */
    outerLinks(workload: Workload): readonly OuterLink[] {
        const { end } = workload;
        const outgoing = [...strangersOf(workload, this.pairs.egressOf(workload), "Egress").values()].map(
            (stranger) => ({
                from: end,
                to: stranger.end,
                link: this.strangerLink(workload, stranger, "Egress"),
            }),
        );
        const incoming = strangersOf(workload, this.pairs.ingressOf(workload), "Ingress");
        const ways = this.ways.get(workload) ?? [];
        const [direct, others] = [
            incoming.get(outside.id),
            [...incoming.values()].filter((one) => one.end !== outside),
        ];
        const links = others.map((stranger) => ({
            from: stranger.end,
            to: end,
            link: this.strangerLink(workload, stranger, "Ingress"),
        }));
        return direct === undefined && ways.length === 0
            ? [...outgoing, ...links]
            : [...outgoing, ...links, { from: outside, to: end, link: this.fromOutside(workload, direct, ways) }];
    }

    private linkOf(client: Workload, server: Workload, pair: Pair): Link {
        const { from, to, verdict } = pair;
        // What is declared to every pod is not declared to those that do not let it in.
        const others = union(this.declarations.toAll(client, server), this.saidByRules(client, server, pair));
        const declared = union(this.declarations.byName(client, server), intersection(others, verdict.possible));
        // There may be a million of them, of which nothing else is to be told.
        const isPlain = isEmpty(declared) && from.isOpen !== "unknown" && to.isOpen !== "unknown";
        const link = (isPlain ? this.plain.get(verdict) : undefined) ?? toLink(client, server, pair, declared);
        if (isPlain) {
            this.plain.set(verdict, link);
        }
        return link;
    }

    /** A workload that declares nothing has its policies for that: rules that name the other by labels. */
    private saidByRules(client: Workload, server: Workload, { from, verdict: { egress, ingress } }: Pair): PortSet {
        if (egress.length + ingress.length === 0) {
            return NO_PORTS;
        }
        const hits = from.isOpen === "yes" ? ingress : egress;
        const pods = from.isOpen === "yes" ? client.pods : server.pods;
        return this.declarations.isDeclaring(client) || this.declarations.isDeclaring(server)
            ? NO_PORTS
            : hits
                  .filter(({ rule }) => rule.peers.some((peer) => peer.isNamed && peer.pods.get(pods) === "yes"))
                  .map(({ rule }) => rule.portsOn(server.ports).possible)
                  .reduce(union, NO_PORTS);
    }

    private strangerLink(workload: Workload, stranger: StrangerLink, direction: "Egress" | "Ingress"): Link {
        const { certain, possible, cidrs, hits, isNamed, end } = stranger;
        const isSaid = isNamed && (end.kind === "pods" || !this.declarations.isDeclaring(workload));
        const declared = isSaid
            ? possible
            : cidrs.map((cidr) => this.declarations.withBlock(workload, direction, cidr)).reduce(union, NO_PORTS);
        const side = direction === "Egress" ? this.pairs.egressOf(workload) : this.pairs.ingressOf(workload);
        const ports = direction === "Egress" ? [] : workload.ports;
        return {
            declared: intersection(declared, possible),
            certain,
            possible,
            ways: [],
            key: "",
            because: (some) => ruleTexts(side, hits, direction, some, ports),
        };
    }

    private fromOutside(workload: Workload, addresses: StrangerLink | undefined, ways: readonly Way[]): Link {
        const side = this.pairs.ingressOf(workload);
        const spans = ways.map((way) => ({ way, span: this.spanOfWay(way, side) }));
        const direct = addresses && this.strangerLink(workload, addresses, "Ingress");
        const span = spans.map((one) => one.span).reduce(joined, direct ?? nothing);
        const led = ways.map(({ ports }) => ports).reduce(joined, nothing);
        const isLetIn = ({ span: { possible } }: (typeof spans)[number]) => !isEmpty(possible);
        const texts = spans.filter(isLetIn).length > 0 ? spans.filter(isLetIn) : spans;
        const controllers = ways.flatMap(({ by }) => (typeof by === "string" ? [] : by));
        const hits = [
            ...(addresses?.hits ?? []),
            ...side.rules.filter(({ rule }) =>
                rule.peers.some(
                    ({ block, pods }) => block !== undefined || controllers.some((one) => pods.has(one.pods)),
                ),
            ),
        ];
        return {
            certain: span.certain,
            possible: span.possible,
            declared: union(
                direct?.declared ?? NO_PORTS,
                union(led.certain, intersection(led.possible, span.possible)),
            ),
            ways: [...new Set(texts.map(({ way }) => way.text))],
            key: "",
            because: (ports) =>
                isEmpty(intersection(ports, span.possible))
                    ? refusal(undefined, workload, { to: side }, ports)
                    : ruleTexts(side, hits, "Ingress", ports, workload.ports),
        };
    }

    private spanOfWay({ to, by, ports }: Way, side: Side): Span {
        const spans =
            typeof by === "string"
                ? [by === "unknown" ? { certain: NO_PORTS, possible: ALL_PORTS } : spanFromAddresses(to, side)]
                : by.map((controller): Span => this.pairs.of(controller, to).verdict);
        const span = spans.reduce(joined, nothing);
        return {
            certain: intersection(span.certain, ports.certain),
            possible: intersection(span.possible, ports.possible),
        };
    }
}

function toLink(client: Workload, server: Workload, pair: Pair, declared: PortSet): Link {
    const { from, to, verdict } = pair;
    const { egress, ingress, certain, possible } = verdict;
    const labels = [...egress, ...ingress].map(({ rule }) => rule.label);
    return {
        declared,
        certain,
        possible,
        ways: [],
        key: [...[declared, certain, possible].map(portTexts), ...labels].join("|"),
        because: (ports) =>
            isEmpty(intersection(ports, possible))
                ? refusal(client, server, pair, ports)
                : [
                      ...ruleTexts(from, egress, "Egress", ports, server.ports),
                      ...ruleTexts(to, ingress, "Ingress", ports, server.ports),
                  ],
    };
}
