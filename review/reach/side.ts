import type { Direction } from "../../policies/model/network-policies";
import type { DeclaredPort } from "../../policies/model/network-ports";
import type { PodMatches } from "../../policies/model/peer-index";
import { type PlacedPolicy, PolicyIndex } from "../../policies/model/policy-index";
import { any, type Match } from "../../policies/model/selector";
import type { Stack } from "../../policies/model/stack";
import { ALL_PORTS, NO_PORTS } from "./port-set";
import { everything, joined, nothing, type Span } from "./rule-ports";
import { type PolicyRule, type PolicyRules, policyKey } from "./rules";
import type { Workload } from "./workloads";

/** A rule that lets an end through, and whether it is certain to. */
export interface Hit {
    readonly rule: PolicyRule;
    readonly isCertain: boolean;
}

/** What the policies of one direction let a workload do. */
export interface Side {
    /** `yes` where no policy limits it; `unknown` where one may. */
    readonly isOpen: Match;
    readonly policies: { readonly certain: readonly PlacedPolicy[]; readonly possible: readonly PlacedPolicy[] };
    /** Every rule of these policies. */
    readonly rules: readonly Hit[];
    /** Rules for all pods. */
    readonly everyone: readonly Hit[];
}

/** What policies let the workloads of a stack do in one direction. */
export class Sides {
    private readonly index: PolicyIndex;
    private readonly known = new Map<string, Side>();
    private readonly byWorkload = new Map<Workload, Side>();

    constructor(
        stack: Stack,
        private readonly rules: PolicyRules,
        private readonly direction: Direction,
    ) {
        this.index = new PolicyIndex(stack, direction);
    }

    /** The side of a workload: the same object for workloads that the same policies select. */
    of(workload: Workload): Side {
        const known = this.byWorkload.get(workload);
        if (known !== undefined) {
            return known;
        }
        const side = this.find(workload);
        this.byWorkload.set(workload, side);
        return side;
    }

    private find({ pods, inHostNetwork }: Workload): Side {
        // No policy selects pods in the network of their nodes.
        const policies = inHostNetwork === "yes" ? NONE : this.index.of(pods);
        const lists = [policies.certain, policies.possible].map((list) => list.map(policyKey));
        const key = JSON.stringify([inHostNetwork, ...lists]);
        const side = this.known.get(key) ?? this.read(policies, inHostNetwork);
        this.known.set(key, side);
        return side;
    }

    private read(policies: Side["policies"], inHostNetwork: Match): Side {
        const { certain, possible } = policies;
        const isLimited = certain.length > 0 && inHostNetwork === "no";
        const rules = [
            ...certain.flatMap((placed) => this.hits(placed, isLimited)),
            ...possible.flatMap((placed) => this.hits(placed, false)),
        ];
        return {
            isOpen: isLimited ? "no" : certain.length + possible.length > 0 ? "unknown" : "yes",
            policies,
            rules,
            everyone: rules.flatMap((hit): readonly Hit[] => {
                const { everyone } = hit.rule;
                return everyone === "no" ? [] : [everyone === "yes" ? hit : { ...hit, isCertain: false }];
            }),
        };
    }

    private hits(placed: PlacedPolicy, isCertain: boolean): readonly Hit[] {
        return this.rules.of(placed, this.direction).map((rule) => ({ rule, isCertain }));
    }
}

const NONE: Side["policies"] = { certain: [], possible: [] };

/** The rules of a side that are about another workload. No selector finds pods in the network of their nodes. */
export function hitsOn(side: Side, { pods, inHostNetwork }: Workload): readonly Hit[] {
    if (inHostNetwork === "yes" || side.isOpen === "yes") {
        return side.everyone;
    }
    const named = side.rules.flatMap((hit): readonly Hit[] => {
        const match = any(hit.rule.peers.map((peer) => peer.pods.get(pods) ?? "no"));
        return match === "no" ? [] : [match === "yes" && inHostNetwork === "no" ? hit : { ...hit, isCertain: false }];
    });
    return named.length === 0 ? side.everyone : [...side.everyone, ...named];
}

/** The pods that rules of a side name, once for each peer that names some. */
export function peersOf({ rules }: Side): readonly PodMatches[] {
    return [...new Set(rules.flatMap(({ rule }) => rule.peers.map(({ pods }) => pods)))];
}

/** The ports on which rules let something through. */
export function spanOf(
    { isOpen }: Pick<Side, "isOpen">,
    hits: readonly Hit[],
    declared: readonly DeclaredPort[] | undefined,
): Span {
    if (isOpen === "yes") {
        return everything;
    }
    return isOpen === "no"
        ? hits.map((hit) => portsOf(hit, declared)).reduce(joined, nothing)
        : { certain: NO_PORTS, possible: ALL_PORTS };
}

export function portsOf({ rule, isCertain }: Hit, declared: readonly DeclaredPort[] | undefined): Span {
    const ports = rule.portsOn(declared);
    return isCertain ? ports : { certain: NO_PORTS, possible: ports.possible };
}
