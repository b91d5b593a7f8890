import { foreignPolicies } from "../../policies/model/foreign-policies";
import { labelOf } from "../../policies/model/identity";
import { enforcesNetworkPolicies } from "../../policies/model/policy-engine";
import type { Stack } from "../../policies/model/stack";
import type { Pairs } from "./pairs";
import { policyLabel } from "./rules";
import type { Way } from "./ways";

/** What the policies of a stack leave open, one sentence for each. */
export function undeterminedIn(stack: Stack, pairs: Pairs, ways: readonly Way[]): readonly string[] {
    const { workloads } = pairs;
    const names = (match: "yes" | "unknown") =>
        workloads.filter((one) => one.inHostNetwork === match).map(({ end }) => end.name);
    const [inHostNetwork, maybe] = [names("yes"), names("unknown")];
    return [
        ...stack.ofType("aws:eks/cluster:Cluster").flatMap((cluster) => {
            const match = enforcesNetworkPolicies(cluster, stack);
            const who = `cluster ${cluster.name ?? "of the stack"}`;
            return match === "yes"
                ? []
                : match === "no"
                  ? [`Nothing in the stack enforces NetworkPolicies in ${who}: everything may reach everything there.`]
                  : [`Whether anything enforces NetworkPolicies in ${who} is not known.`];
        }),
        ...foreignPolicies(stack).map(
            (policy) => `${labelOf(policy)} is of another engine and is not read: it may let more or less through.`,
        ),
        ...possiblePolicies(pairs),
        ...ways
            .filter(({ by }) => by === "unknown")
            .map(({ to, text }) => `Who passes the requests of ${text} on to ${to.end.name} is not in the stack.`),
        ...(inHostNetwork.length === 0
            ? []
            : [
                  `No policy selects pods in the network of their nodes, and they reach every pod on their node: ${listed(inHostNetwork)}.`,
              ]),
        ...(maybe.length === 0
            ? []
            : [`Whether pods are in the network of their nodes is not known: ${listed(maybe)}.`]),
        ...workloads
            .filter(({ end }) => end.namespace === undefined)
            .map(({ end }) => `The namespace of ${end.name} is known only after the update.`),
    ];
}

/** Policies that may select a workload, by policy. */
function possiblePolicies(pairs: Pairs): readonly string[] {
    const selected = new Map<string, Set<string>>();
    for (const workload of pairs.workloads) {
        for (const side of [pairs.egressOf(workload), pairs.ingressOf(workload)]) {
            for (const policy of side.policies.possible.map(policyLabel)) {
                selected.set(policy, (selected.get(policy) ?? new Set()).add(workload.end.name));
            }
        }
    }
    return [...selected].map(([policy, names]) => `Whether ${policy} selects ${listed([...names])} is not known.`);
}

const MAX_NAMED = 5;

function listed(names: readonly string[]): string {
    const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : "";
    return `${names.slice(0, MAX_NAMED).join(", ")}${more}`;
}
