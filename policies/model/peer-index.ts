import { selectsNamespace } from "./network-policies";
import type { PodIndex, StackPods } from "./pod-index";
import { all, type Match, selects } from "./selector";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** Pods with whether something is true of them, `yes` or `unknown`; of all others it is not. */
export type PodMatches = ReadonlyMap<StackPods, Match>;

/** Finds the pods of a policy's peers among some, once for all peers that say the same. */
export class PeerIndex {
    private readonly known = new Map<string, PodMatches>();
    /** Pods whose namespace is not known. */
    private readonly unplaced: readonly StackPods[];

    /** @param stack tells the labels of namespaces */
    constructor(
        private readonly stack: Stack,
        private readonly pods: PodIndex,
    ) {
        this.unplaced = pods.pods.filter(({ namespace }) => namespace === undefined);
    }

    /**
     * The pods that a peer includes or may include; none for addresses.
     *
     * @param policyNamespace where the policy is; `undefined` where that is unknown, so that any pod may be included
     */
    podsOf(peer: Value, policyNamespace: string | undefined): PodMatches {
        const key = peer.isUnknown ? "" : `${policyNamespace}|${JSON.stringify(peer.known)}`;
        const pods = this.known.get(key) ?? this.find(peer, policyNamespace);
        this.known.set(key, pods);
        return pods;
    }

    private find(peer: Value, policyNamespace: string | undefined): PodMatches {
        if (!peer.isUnknown && peer.key("ipBlock").isStated) {
            return new Map();
        }
        if (peer.isUnknown || policyNamespace === undefined) {
            return new Map(this.pods.pods.map((pods) => [pods, "unknown" as const]));
        }
        const [namespaces, selector] = [peer.key("namespaceSelector"), peer.key("podSelector")];
        const wanted = selector.isUnknown ? undefined : selector.key("matchLabels");
        const found = new Map<StackPods, Match>();
        for (const namespace of namespaces.isStated ? this.pods.namespaces : [policyNamespace]) {
            const isIn = namespaces.isStated ? selectsNamespace(namespaces, namespace, this.stack) : "yes";
            if (isIn !== "no") {
                const { certain, possible } = this.pods.select(namespace, wanted, ({ labels, stated }) =>
                    selector.isStated ? selects(selector, labels, stated) : "yes",
                );
                for (const pods of certain) {
                    found.set(pods, all([isIn, "yes"]));
                }
                for (const pods of possible) {
                    found.set(pods, "unknown");
                }
            }
        }
        if (namespaces.isStated) {
            // They may be in a namespace that no other pods are in.
            const isOther = ({ labels, stated }: StackPods) =>
                selector.isStated && selects(selector, labels, stated) === "no";
            for (const pods of this.unplaced.filter((one) => !isOther(one))) {
                found.set(pods, "unknown");
            }
        }
        return found;
    }
}
