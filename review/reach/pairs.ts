import type { StackPods } from "../../policies/model/pod-index";
import type { Stack } from "../../policies/model/stack";
import { intersection, isEmpty } from "./port-set";
import type { Span } from "./rule-ports";
import { PolicyRules } from "./rules";
import { type Hit, hitsOn, namedPods, type Side, Sides, spanOf } from "./side";
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
    private readonly verdicts = new Map<string, Verdict>();
    private readonly portKeys: ReadonlyMap<Workload, string>;

    constructor(
        stack: Stack,
        readonly workloads: readonly Workload[],
    ) {
        const rules = new PolicyRules(stack);
        this.egress = new Sides(stack, rules, "Egress");
        this.ingress = new Sides(stack, rules, "Ingress");
        this.portKeys = new Map(workloads.map((workload) => [workload, JSON.stringify(workload.ports)]));
        this.byPods = new Map(workloads.map((workload) => [workload.pods, workload]));
        this.open = workloads.filter((client) => isForEveryone(this.egressOf(client)));
        for (const client of workloads) {
            for (const server of this.namedBy(this.egressOf(client))) {
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

    of(client: Workload, server: Workload): Pair {
        const [from, to] = [this.egressOf(client), this.ingressOf(server)];
        const [egress, ingress] = [hitsOn(from, server), hitsOn(to, client)];
        const key = `${from.isOpen} ${keyOf(egress)} ${to.isOpen} ${keyOf(ingress)} ${this.portKeys.get(server)}`;
        const verdict = this.verdicts.get(key) ?? this.judge(from, to, egress, ingress, server);
        this.verdicts.set(key, verdict);
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
        const candidates = isForEveryone(side) ? [...named, ...this.open, ...(this.naming.get(server) ?? [])] : named;
        const found = new Map<Workload, Pair>();
        for (const client of new Set(candidates)) {
            const pair = this.of(client, server);
            if (!isEmpty(pair.verdict.possible)) {
                found.set(client, pair);
            }
        }
        return found;
    }

    private namedBy(side: Side): readonly Workload[] {
        return [...namedPods(side)].flatMap((pods) => this.byPods.get(pods) ?? []);
    }
}

function isForEveryone({ isOpen, everyone }: Side): boolean {
    return isOpen !== "no" || everyone.length > 0;
}

function keyOf(hits: readonly Hit[]): string {
    return hits.map(({ rule, isCertain }) => `${rule.number}${isCertain ? "" : "?"}`).join();
}
