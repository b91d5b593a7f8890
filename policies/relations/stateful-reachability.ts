import { calicoPolicies, closesNamespace } from "../model/calico-policies";
import { labelOf } from "../model/identity";
import {
    areWorld,
    blocksOf,
    includePrivateAddresses,
    includesPods,
    isEveryPod,
    NETWORK_POLICY,
    type NetworkRule,
    namesPods,
    podsOfPeer,
    rulesOf,
    usesHostNetwork,
} from "../model/network-policies";
import { allowsPort, type DeclaredPort, declaredPorts } from "../model/network-ports";
import type { StackPods } from "../model/pod-index";
import { type PlacedPolicy, PolicyIndex } from "../model/policy-index";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import { all, any, type Match, not } from "../model/selector";
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
        "of a StatefulSet must be closed by a policy, open to no rule for everyone, and open to no pod of the stack " +
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
    const servers = stack.pods.pods.filter(({ resource }) => resource.kind === "StatefulSet");
    if (servers.length === 0) {
        return;
    }
    const policies = {
        ingress: new PolicyIndex(stack, "Ingress"),
        egress: new PolicyIndex(stack, "Egress"),
    };
    for (const server of servers) {
        yield* judge(server, stack, policies);
    }
}

interface Policies {
    readonly ingress: PolicyIndex;
    readonly egress: PolicyIndex;
}

/** The end that is connected to, and what decides who may. */
interface Connection {
    readonly server: StackPods;
    readonly ports: readonly DeclaredPort[];
    readonly stack: Stack;
    readonly egress: PolicyIndex;
}

function* judge(server: StackPods, stack: Stack, policies: Policies): Iterable<RelationFinding> {
    const { resource, namespace, pod } = server;
    const inHostNetwork = usesHostNetwork(server);
    if (inHostNetwork !== "no") {
        if (inHostNetwork === "unknown") {
            leaveOpen(resource, pod.spec.key("hostNetwork"));
        }
        return;
    }
    const { certain, possible } = policies.ingress.of(server);
    if (certain.length === 0) {
        const isolated = any([
            possible.length > 0 ? "unknown" : "no",
            ...calicoPolicies(stack).map((policy) => closesNamespace(policy, namespace ?? "", "Ingress")),
        ]);
        const missing = isolated === "no" ? stack.mustHold(NETWORK_POLICY, namespace) : isolated;
        if (missing === "unknown" || namespace === undefined) {
            leaveOpen(resource, pod.metadata.key("labels"));
        } else if (isolated === "no" && missing === "yes") {
            const message = `no NetworkPolicy limits who reaches the pods of ${labelOf(resource)}`;
            yield findingAt(resource, pod.metadata.key("labels"), message);
        }
        return;
    }
    const ports = declaredPorts(server);
    for (const { policy } of possible) {
        leaveOpen(policy, policy.props.at("spec.podSelector"));
    }
    const connection = { server, ports, stack, egress: policies.egress };
    for (const placed of certain) {
        for (const rule of rulesOf(placed.policy, "Ingress")) {
            const concerned = portsOverlap(rule.ports, ports);
            if (concerned === "yes") {
                yield* judgeRule(rule, placed, connection);
            } else if (concerned === "unknown") {
                leaveOpen(placed.policy, rule.ports);
            }
        }
    }
}

function* judgeRule(
    rule: NetworkRule,
    { policy, namespace }: PlacedPolicy,
    connection: Connection,
): Iterable<RelationFinding> {
    const { server } = connection;
    const who = `the pods of ${labelOf(server.resource)}`;
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
            const clients = podsOfPeer(peer, namespace, connection.stack).filter(
                ({ resource }) => resource !== server.resource,
            );
            const undeclared = clients.filter((client) => {
                const match = all([
                    not(usesHostNetwork(client)),
                    includesPods(peer, namespace, client, connection.stack),
                    reachesUndeclared(client, peer, connection),
                ]);
                if (match === "unknown") {
                    leaveOpen(policy, peer);
                }
                return match === "yes";
            });
            const [first] = undeclared;
            if (first !== undefined) {
                const others = undeclared.length === 1 ? "" : ` and ${undeclared.length - 1} more`;
                const message = `the rule lets ${labelOf(first.resource)}${others} reach ${who}, which they do not declare`;
                yield findingAt(policy, peer, message);
            }
        }
    }
}

/** Whether an admitted pod gets through to the server though it does not declare that it wants to. */
function reachesUndeclared(client: StackPods, admittedBy: Value, connection: Connection): Match {
    const { certain, possible } = connection.egress.of(client);
    if (certain.length === 0) {
        return namesPods(admittedBy) ? "no" : possible.length > 0 ? "unknown" : "yes";
    }
    const known = certain.map((placed) => egressTo(placed, connection));
    if (known.some(({ declares }) => declares)) {
        return "no";
    }
    const opens = any(known.map(({ opens }) => opens));
    const maybe = possible.map((placed) => egressTo(placed, connection));
    const mayChange = maybe.some((egress) => (opens === "yes" ? egress.declares : egress.opens !== "no"));
    return mayChange ? "unknown" : opens;
}

/** What a policy of a client says of a server: that it declares the connection, or opens it along with others. */
function egressTo({ policy, namespace }: PlacedPolicy, { server, ports, stack }: Connection) {
    const opened: Match[] = [];
    for (const { peers, ports: allowed } of rulesOf(policy, "Egress")) {
        const port = portsOverlap(allowed, ports);
        if (peers.isUnknown || peers.items.length === 0) {
            opened.push(all([peers.isUnknown ? "unknown" : "yes", port]));
        }
        opened.push(all([peers.isUnknown ? "no" : includePrivateAddresses(blocksOf(peers)), port]));
        for (const peer of port === "no" || peers.isUnknown ? [] : peers.items) {
            const match = includesPods(peer, namespace, server, stack);
            if (match === "yes" && namesPods(peer)) {
                return { declares: true, opens: "yes" as const };
            }
            opened.push(all([match, port]));
        }
    }
    return { declares: false, opens: any(opened) };
}

/** A rule for ports on which no container says that it listens changes nothing; one that says none may listen on all. */
function portsOverlap(allowed: Value, declared: readonly DeclaredPort[]): Match {
    return declared.length === 0
        ? allowed.isUnknown
            ? "unknown"
            : "yes"
        : any(declared.map(({ port, protocol }) => allowsPort(allowed, protocol, port, declared)));
}
