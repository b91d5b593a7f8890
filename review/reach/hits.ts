import type { PodMatches } from "../../policies/model/peer-index";
import type { StackPods } from "../../policies/model/pod-index";
import { type Hit, hitsOn, peersOf, type Side } from "./side";
import type { Workload } from "./workloads";

/** The rules of a side that are about a workload: the same object where they are the same rules, in whatever side. */
export interface SideHits {
    readonly hits: readonly Hit[];
}

/** A peer of rules that names pods, and a number that tells it and what it says of them from all others. */
interface Mention {
    readonly peer: PodMatches;
    readonly number: number;
}

const NONE: readonly Mention[] = [];

/**
 * Finds the rules of sides that are about workloads, once for all workloads that a side's peers do not tell apart: where a policy is for all
 * of a thousand services, that is once and not a million times.
 */
export class HitIndex {
    private readonly mentions = new Map<StackPods, Mention[]>();
    private readonly peers = new Map<Side, ReadonlySet<PodMatches>>();
    private readonly known = new Map<Side, Map<string | number, SideHits>>();
    private readonly same = new Map<string, SideHits>();
    private count = 0;

    /** @param sides all that will be asked about */
    constructor(sides: Iterable<Side>) {
        const numbers = new Map<PodMatches, number>();
        for (const side of sides) {
            const peers = peersOf(side);
            this.peers.set(side, new Set(peers));
            for (const peer of peers) {
                if (!numbers.has(peer)) {
                    numbers.set(peer, numbers.size);
                    this.mention(peer, numbers.size);
                }
            }
        }
    }

    /** How often rules were held against a workload. */
    get evaluations(): number {
        return this.count;
    }

    of(side: Side, workload: Workload): SideHits {
        const bySide = this.known.get(side) ?? new Map<string | number, SideHits>();
        const key = this.keyOf(side, workload);
        const known = bySide.get(key);
        if (known !== undefined) {
            return known;
        }
        const found = this.find(side, workload);
        this.known.set(side, bySide.set(key, found));
        return found;
    }

    private mention(peer: PodMatches, number: number): void {
        for (const [pods, match] of peer) {
            const list = this.mentions.get(pods) ?? [];
            this.mentions.set(pods, list);
            list.push({ peer, number: 2 * number + (match === "yes" ? 0 : 1) });
        }
    }

    /** What a side's rules can know of a workload. */
    private keyOf(side: Side, { pods, inHostNetwork }: Workload): string | number {
        const peers = this.peers.get(side);
        // Most are named once, and there may be a million of them: a text is put together for the others alone.
        let first = -1;
        let others = "";
        for (const { peer, number } of this.mentions.get(pods) ?? NONE) {
            if (peers?.has(peer)) {
                others += first < 0 ? "" : ` ${number}`;
                first = first < 0 ? number : first;
            }
        }
        return inHostNetwork === "no" && others === "" ? first : `${inHostNetwork} ${first}${others}`;
    }

    private find(side: Side, workload: Workload): SideHits {
        this.count += 1;
        const hits = hitsOn(side, workload);
        const key = hits.map(({ rule, isCertain }) => `${rule.number}${isCertain ? "" : "?"}`).join();
        const found = this.same.get(key) ?? { hits };
        this.same.set(key, found);
        return found;
    }
}
