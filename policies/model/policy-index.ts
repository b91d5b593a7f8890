import { namespaceOf } from "./identity";
import { type Direction, governs, NETWORK_POLICY, podSelectorOf } from "./network-policies";
import type { StackPods } from "./pod-index";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** A policy with the namespace that it is in. */
export interface PlacedPolicy {
    readonly policy: Resource;
    readonly namespace: string | undefined;
}

/** The stack's NetworkPolicies that are about a direction, by the pods that they select. */
export class PolicyIndex {
    private readonly byPods = new Map<StackPods, { certain: PlacedPolicy[]; possible: PlacedPolicy[] }>();

    constructor(stack: Stack, direction: Direction) {
        for (const policy of stack.ofKind(NETWORK_POLICY)) {
            const match = governs(policy, direction);
            if (match === "no") {
                continue;
            }
            const namespace = namespaceOf(policy);
            const { certain, possible } = stack.selectedPods(namespace, podSelectorOf(policy));
            const placed = { policy, namespace };
            const isCertain = match === "yes" && !policy.isPatch;
            for (const pods of certain) {
                this.entry(pods)[isCertain ? "certain" : "possible"].push(placed);
            }
            for (const pods of possible) {
                this.entry(pods).possible.push(placed);
            }
        }
    }

    /** Policies that select pods, certainly or depending on an unknown value. */
    of(pods: StackPods): { readonly certain: readonly PlacedPolicy[]; readonly possible: readonly PlacedPolicy[] } {
        return this.byPods.get(pods) ?? { certain: [], possible: [] };
    }

    private entry(pods: StackPods) {
        const entry = this.byPods.get(pods) ?? { certain: [], possible: [] };
        this.byPods.set(pods, entry);
        return entry;
    }
}
