import { groupBy } from "../../core/group-by";
import type { PodMatches } from "../../policies/model/peer-index";
import type { StackPods } from "../../policies/model/pod-index";
import type { Stack } from "../../policies/model/stack";
import { HitIndex, type SideHits } from "./hits";
import { intersection, isEmpty } from "./port-set";
import type { Span } from "./rule-ports";
import { PolicyRules } from "./rules";
import { type Hit, peersOf, type Side, Sides, spanOf } from "./side";
import type { Workload } from "./workloads";

/** What rules of both ends let through. */
export interface Verdict extends Span {
    /** Rules for egress of the client that are about the server. */
    readonly egress: readonly Hit[];
    /** Rules for ingress of the server that are about the client. */
    readonly ingress: readonly Hit[];
}

/** What the policies of both ends say of connections from one workload to another. */
export interface Pair {
    readonly from: Side;
    readonly to: Side;
    /** The same object where the same rules are about both and nothing else is known of them. */
    readonly verdict: Verdict;
}

/** Tells for every two workloads of a stack what the policies of both let through. */
export class Pairs {
    private readonly egress: Sides;
    private readonly ingress: Sides;
    private readonly byPods: ReadonlyMap<StackPods, Workload>;
    /** The clients whose rules are for every server, or that no rule limits. */
    private readonly open: readonly Workload[];
    /** The clients whose rules name a server. */
    private readonly naming = new Map<Workload, Workload[]>();
    private readonly hits: HitIndex;
    /** By the rules of both ends, and by what else a verdict depends on. */
    private readonly verdicts = new Map<SideHits, Map<SideHits, Map<number, Verdict>>>();
    /** The same number for workloads that listen on the same ports. */
    private readonly portNumbers: ReadonlyMap<Workload, number>;
    private readonly named = new Map<PodMatches, readonly Workload[]>();

    constructor(
        stack: Stack,
        readonly workloads: readonly Workload[],
    ) {
        const rules = new PolicyRules(stack);
        this.egress = new Sides(stack, rules, "Egress");
        this.ingress = new Sides(stack, rules, "Ingress");
        const ports = [...groupBy(workloads, (workload) => JSON.stringify(workload.ports)).values()];
        this.portNumbers = new Map(ports.flatMap((alike, number) => alike.map((workload) => [workload, number])));
        this.byPods = new Map(workloads.map((workload) => [workload.pods, workload]));
        this.hits = new HitIndex(
            new Set(workloads.flatMap((workload) => [this.egressOf(workload), this.ingressOf(workload)])),
        );
        this.open = workloads.filter((client) => isForEveryone(this.egressOf(client)));
        for (const client of workloads) {
            for (const server of new Set(this.namedBy(this.egressOf(client)).flat())) {
                const list = this.naming.get(server) ?? [];
                this.naming.set(server, list);
                list.push(client);
            }
        }
    }

    egressOf(workload: Workload): Side {
        return this.egress.of(workload);
    }

    ingressOf(workload: Workload): Side {
        return this.ingress.of(workload);
    }

    /** How often rules were held against a workload. */
    get evaluations(): number {
        return this.hits.evaluations;
    }

    of(client: Workload, server: Workload): Pair {
        const [from, to] = [this.egressOf(client), this.ingressOf(server)];
        const [egress, ingress] = [this.hits.of(from, server), this.hits.of(to, client)];
        const key = 9 * (this.portNumbers.get(server) ?? 0) + 3 * OPENNESS[from.isOpen] + OPENNESS[to.isOpen];
        const known = this.verdicts.get(egress)?.get(ingress)?.get(key);
        if (known !== undefined) {
            return { from, to, verdict: known };
        }
        const verdict = this.judge(from, to, egress.hits, ingress.hits, server);
        const byIngress = this.verdicts.get(egress) ?? new Map<SideHits, Map<number, Verdict>>();
        this.verdicts.set(egress, byIngress);
        byIngress.set(ingress, (byIngress.get(ingress) ?? new Map<number, Verdict>()).set(key, verdict));
        return { from, to, verdict };
    }

    private judge(from: Side, to: Side, egress: readonly Hit[], ingress: readonly Hit[], { ports }: Workload): Verdict {
        const [out, into] = [spanOf(from, egress, ports), spanOf(to, ingress, ports)];
        const certain = intersection(out.certain, into.certain);
        return { egress, ingress, certain, possible: intersection(out.possible, into.possible) };
    }

    /** The workloads that may reach one, itself among them where its pods may reach each other. */
    clientsOf(server: Workload): ReadonlyMap<Workload, Pair> {
        const side = this.ingressOf(server);
        const named = this.namedBy(side);
        const lists = isForEveryone(side) ? [...named, this.open, this.naming.get(server) ?? []] : named;
        const found = new Map<Workload, Pair>();
        for (const list of lists) {
            for (const client of list) {
                const pair = found.has(client) ? undefined : this.of(client, server);
                if (pair !== undefined && !isEmpty(pair.verdict.possible)) {
                    found.set(client, pair);
                }
            }
        }
        return found;
    }

    /** The workloads that a side's rules name, peer by peer: one may be in several lists. */
    private namedBy(side: Side): readonly (readonly Workload[])[] {
        return peersOf(side).map((peer) => {
            const known = this.named.get(peer) ?? [...peer.keys()].flatMap((pods) => this.byPods.get(pods) ?? []);
            this.named.set(peer, known);
            return known;
        });
    }
}

const OPENNESS = { no: 0, unknown: 1, yes: 2 };

function isForEveryone({ isOpen, everyone }: Side): boolean {
    return isOpen !== "no" || everyone.length > 0;
}
