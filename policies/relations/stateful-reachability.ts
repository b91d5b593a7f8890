import { ClientGroups } from "../model/client-groups";
import { EgressRules, type Server } from "../model/egress-rules";
import { closesNamespace, concerns, FOREIGN_POLICIES, foreignPolicies } from "../model/foreign-policies";
import { labelOf, namespaceOf } from "../model/identity";
import {
    areWorld,
    blocksOf,
    governs,
    isEveryPod,
    NETWORK_POLICY,
    type NetworkRule,
    podSelectorOf,
    rulesOf,
    usesHostNetwork,
} from "../model/network-policies";
import { declaredPorts, portsOverlap } from "../model/network-ports";
import type { StackPods } from "../model/pod-index";
import { type PlacedPolicy, PolicyIndex } from "../model/policy-index";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import { all, any, type Match, selects } from "../model/selector";
import type { Stack } from "../model/stack";
import type { Value } from "../model/value";

/** @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation */
export const statefulReachability: Relation = {
    id: "stateful-reachability",
    title: "Stateful services are reached by the pods that declare it alone.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale:
        "Whoever reaches a database may try its passwords and its bugs. A pod declares a connection by an egress rule " +
        "that names the pods of the StatefulSet by labels. Where no policy limits the pod's egress, it has nothing to " +
        "declare it in, and carrying the labels that the StatefulSet's ingress rule names counts instead. So the pods " +
        "of a StatefulSet that keeps data, in a claim of a volume, must be closed by a policy, open to no rule for everyone, and open to no pod of the stack " +
        "that gets through by a rule for a whole namespace, or for every address, alone.",
    fix: "Name the clients by a podSelector in the ingress rule, and the StatefulSet by one in the egress rules of its clients.",
    sources: ["CIS EKS 4.3.2", "CKV2_K8S_6", "kube-linter non-isolated-pod", "C-0260"],
    *check(stack) {
        for (const cluster of stack.clusters) {
            yield* judgeCluster(cluster);
        }
    },
};

function* judgeCluster(stack: Stack): Iterable<RelationFinding> {
    const servers = stack.pods.pods
        .filter(({ resource }) => resource.kind === "StatefulSet")
        .map((pods) => ({ pods, ports: declaredPorts(pods) }));
    if (servers.length === 0) {
        return;
    }
    const ingress = new PolicyIndex(stack, "Ingress");
    const rules = new EgressRules(stack, servers);
    const clients = new ClientGroups(stack, new PolicyIndex(stack, "Egress"), rules);
    for (const server of servers) {
        yield* judge(server, stack, ingress, clients);
    }
}

function* judge(server: Server, stack: Stack, ingress: PolicyIndex, clients: ClientGroups): Iterable<RelationFinding> {
    const { resource, namespace, pod } = server.pods;
    if (!isKnownToKeepData(server.pods)) {
        return;
    }
    const inHostNetwork = usesHostNetwork(server.pods);
    if (inHostNetwork !== "no") {
        if (inHostNetwork === "unknown") {
            leaveOpen(resource, pod.spec.key("hostNetwork"));
        }
        return;
    }
    const { certain, possible } = ingress.of(server.pods);
    if (certain.length === 0) {
        const isolated = any([
            possible.length > 0 ? "unknown" : "no",
            // A policy of another engine that does not close all of the namespace may be about these pods.
            ...foreignPolicies(stack).flatMap((policy) => [
                closesNamespace(policy, namespace ?? "", "Ingress"),
                concerns(policy, namespace ?? ""),
            ]),
            ...policiesElsewhere(server.pods, stack),
        ]);
        const missing = isolated === "no" ? stack.mustHold(NETWORK_POLICY, namespace) : isolated;
        if (missing === "unknown" || namespace === undefined) {
            leaveOpen(resource, pod.metadata.key("labels"), `whether a policy limits who reaches ${labelOf(resource)}`);
        } else if (isolated === "no" && missing === "yes") {
            const message = `no NetworkPolicy limits who reaches the pods of ${labelOf(resource)}`;
            yield findingAt(resource, pod.metadata.key("labels"), message);
        }
        return;
    }
    for (const { policy } of possible) {
        const question = `whether it selects the pods of ${labelOf(resource)}`;
        leaveOpen(policy, policy.props.at("spec.podSelector"), question);
    }
    for (const placed of certain) {
        for (const rule of rulesOf(placed.policy, "Ingress")) {
            const concerned = portsOverlap(rule.ports, server.ports);
            if (concerned === "yes") {
                yield* judgeRule(rule, placed, server, clients);
            } else if (concerned === "unknown") {
                leaveOpen(placed.policy, rule.ports, `whether the rule is about ports of ${labelOf(resource)}`);
            }
        }
    }
}

/** Leaves open what is not known to keep data and may do so. */
function isKnownToKeepData({ resource, pod }: StackPods): boolean {
    const templates = resource.props.at("spec.volumeClaimTemplates");
    const volumes = pod.spec.key("volumes");
    const holdsClaim = (volume: Value) => !volume.isUnknown && volume.key("persistentVolumeClaim").isStated;
    if (
        (!templates.isUnknown && templates.items.length > 0) ||
        (!volumes.isUnknown && volumes.items.some(holdsClaim))
    ) {
        return true;
    }
    if (templates.isUnknown || resource.isPatch) {
        leaveOpen(resource, templates, `whether ${labelOf(resource)} keeps data`);
    } else if (volumes.isUnknown || volumes.items.some((volume) => volume.isUnknown)) {
        leaveOpen(resource, volumes, `whether ${labelOf(resource)} keeps data`);
    }
    return false;
}

/** Policies of another folder that may limit who reaches the pods. */
function policiesElsewhere({ namespace, labels, stated }: StackPods, stack: Stack): readonly Match[] {
    return [
        ...stack
            .elsewhere(NETWORK_POLICY)
            .filter((policy) => namespaceOf(policy) === namespace)
            .map((policy) => all([selects(podSelectorOf(policy), labels, stated), governs(policy, "Ingress")])),
        ...stack.elsewhere(...FOREIGN_POLICIES).map((policy) => concerns(policy, namespace ?? "")),
    ].map((match) => all([match, "unknown"]));
}

function* judgeRule(
    rule: NetworkRule,
    { policy, namespace }: PlacedPolicy,
    server: Server,
    clients: ClientGroups,
): Iterable<RelationFinding> {
    const who = `the pods of ${labelOf(server.pods.resource)}`;
    if (rule.peers.isUnknown) {
        leaveOpen(policy, rule.peers);
        return;
    }
    if (rule.peers.items.length === 0) {
        yield findingAt(policy, rule.peers, `the rule lets everyone reach ${who}`);
    }
    const blocks = blocksOf(rule.peers);
    if (areWorld(blocks) && !blocks.some((block) => areWorld([block]))) {
        yield findingAt(policy, rule.peers, `the rule lets every address reach ${who}`);
    }
    for (const peer of rule.peers.items) {
        if (isEveryPod(peer)) {
            yield findingAt(policy, peer, `the rule lets every pod of the cluster reach ${who}`);
        } else if (!peer.isUnknown && areWorld([peer.key("ipBlock")])) {
            yield findingAt(policy, peer.at("ipBlock.cidr"), `the rule lets every address reach ${who}`);
        } else if (peer.isUnknown) {
            leaveOpen(policy, peer);
        } else {
            const undeclared = undeclaredClients(peer, { policy, namespace }, server, clients);
            if (undeclared.first !== undefined) {
                const others = undeclared.count === 1 ? "" : ` and ${undeclared.count - 1} more`;
                const message = `the rule lets ${labelOf(undeclared.first.resource)}${others} reach ${who}, which they do not declare`;
                yield findingAt(policy, peer, message);
            }
        }
    }
}

/** The pods that a peer admits and that get through to the server, though they do not declare that they want to. */
function undeclaredClients(
    peer: Value,
    { policy, namespace }: PlacedPolicy,
    server: Server,
    clients: ClientGroups,
): { readonly first: StackPods | undefined; readonly count: number } {
    let [first, count]: [StackPods | undefined, number] = [undefined, 0];
    for (const group of clients.admittedBy(peer, namespace)) {
        const match = clients.reachUndeclared(group, peer, server);
        const certain = without(group.certain, server.pods);
        const possible = without(group.possible, server.pods);
        if ((match === "unknown" && certain.count > 0) || (match !== "no" && possible.count > 0)) {
            const [one] = [certain.first ?? possible.first];
            const client = one === undefined ? "a pod" : labelOf(one.resource);
            leaveOpen(
                policy,
                peer,
                `whether the rule lets ${client} reach ${labelOf(server.pods.resource)} undeclared`,
            );
        }
        if (match === "yes") {
            first ??= certain.first;
            count += certain.count;
        }
    }
    return { first, count };
}

function without(group: ReadonlySet<StackPods>, one: StackPods) {
    const [first, second] = group;
    return { first: first === one ? second : first, count: group.size - (group.has(one) ? 1 : 0) };
}
