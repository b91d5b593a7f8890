import { DnsEgress } from "../model/dns-egress";
import { closesNamespace, FOREIGN_POLICIES, foreignPolicies } from "../model/foreign-policies";
import { AGENT_NAMESPACES, labelOf, objectName } from "../model/identity";
import {
    type Direction,
    governs,
    isEmptySelector,
    NETWORK_POLICY,
    opensAll,
    podSelectorOf,
    rulesOf,
    usesHostNetwork,
} from "../model/network-policies";
import type { StackPods } from "../model/pod-index";
import { PolicyIndex } from "../model/policy-index";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import type { Resource } from "../model/resource";
import { textsOf } from "../model/rule";
import { all, any, type Match, not } from "../model/selector";
import type { Stack } from "../model/stack";

const QUOTA = "ResourceQuota";

/** @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export const namespaceGuardrails: Relation = {
    id: "namespace-guardrails",
    title: "Namespaces with workloads deny traffic by default, allow DNS and have a quota.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale:
        "A pod that no policy selects talks to everyone, and without a quota one workload takes the whole cluster. The " +
        "stack that declares a namespace answers for it; pods in a namespace of another stack are that stack's to guard.",
    fix:
        "Add what is missing to the namespace: a NetworkPolicy with an empty podSelector and both policyTypes, one " +
        "that allows egress to kube-dns on port 53 by UDP and TCP, a ResourceQuota.",
    sources: [
        "CIS EKS 4.3.2",
        "CKV2_K8S_6",
        "kyverno add-network-policy",
        "kyverno add-ns-quota",
        "kube-linter non-isolated-pod",
        "C-0049",
    ],
    config: {
        systemNamespaces: {
            description: "Namespaces of the cluster's own agents, which need none of this.",
            type: "array",
            items: { type: "string" },
            default: AGENT_NAMESPACES,
        },
    },
    *check(stack, { config }) {
        for (const cluster of stack.clusters) {
            yield* judgeCluster(cluster, textsOf(config, "systemNamespaces"));
        }
    },
};

function* judgeCluster(stack: Stack, exempt: readonly string[]): Iterable<RelationFinding> {
    const facts: Facts = { egress: new PolicyIndex(stack, "Egress"), dns: new DnsEgress(stack) };
    for (const { namespace, resource } of stack.pods.pods) {
        if (namespace === undefined) {
            leaveOpen(resource, resource.props.at("metadata.namespace"));
        }
    }
    for (const name of stack.pods.namespaces.filter((namespace) => !exempt.includes(namespace))) {
        const { object, elsewhere } = stack.namespace(name);
        if (object !== undefined && !object.isPatch) {
            yield* judge(object, name, stack, facts);
        } else if (elsewhere === undefined && stack.declares(name) === "unknown") {
            for (const { resource } of stack.pods.in(name).slice(0, 1)) {
                const question = `whether the stack declares the namespace ${name}`;
                leaveOpen(resource, resource.props.at("metadata.namespace"), question);
            }
        }
    }
    for (const namespace of stack.ofKind("Namespace")) {
        const name = objectName(namespace);
        if (name !== undefined && !exempt.includes(name) && stack.pods.in(name).length === 0) {
            judgeUnseen(namespace, name, stack);
        }
    }
}

/** A namespace whose only pods may be those of a chart that could not be opened. */
function judgeUnseen(namespace: Resource, name: string, stack: Stack): void {
    const guards = () => [
        ...(["Ingress", "Egress"] as const).map((direction) => closes(name, direction, stack)),
        holds(QUOTA, name, stack),
    ];
    const source =
        stack.otherSource("Pod", name) ?? stack.podsElsewhere(name).map(({ resource }) => labelOf(resource))[0];
    if (!namespace.isPatch && source !== undefined && all(guards()) !== "yes") {
        leaveOpen(namespace, namespace.props.at("metadata.name"), `whether ${source} makes pods in the namespace`);
    }
}

interface Facts {
    readonly egress: PolicyIndex;
    readonly dns: DnsEgress;
}

function* judge(namespace: Resource, name: string, stack: Stack, facts: Facts): Iterable<RelationFinding> {
    const place = namespace.props.at("metadata.name");
    const missing = (match: Match, kind: string, message: string): readonly RelationFinding[] => {
        const source = match === "no" ? stack.otherSource(kind, name) : undefined;
        if (match === "unknown" || source !== undefined) {
            leaveOpen(namespace, place, `whether ${source ?? "a policy"} does what is missing: ${message}`);
        }
        return match === "no" && source === undefined ? [findingAt(namespace, place, message)] : [];
    };
    for (const direction of ["Ingress", "Egress"] as const) {
        yield* missing(
            closes(name, direction, stack),
            NETWORK_POLICY,
            `no NetworkPolicy closes ${direction.toLowerCase()} for all pods of the namespace ${name}`,
        );
        yield* opened(name, direction, stack);
    }
    const pods = stack.pods.in(name).filter((candidate) => usesHostNetwork(candidate) !== "yes");
    const cutOff = pods.map((candidate) => ({ candidate, match: canAskDns(candidate, name, facts, stack) }));
    const [first] = cutOff.filter(({ match }) => match === "no");
    yield* missing(
        all(cutOff.map(({ match }) => match)),
        NETWORK_POLICY,
        `no NetworkPolicy lets pods of the namespace ${name} ask DNS on port 53 by UDP and TCP` +
            (first === undefined ? "" : `, such as those of ${labelOf(first.candidate.resource)}`),
    );
    yield* missing(holds(QUOTA, name, stack), QUOTA, `the namespace ${name} has no ResourceQuota`);
}

/** Whether a policy that selects every pod leaves nothing open in a direction. */
function closes(namespace: string, direction: Direction, stack: Stack): Match {
    return any([
        ...policiesIn(namespace, stack).map(({ policy, isPlaced }) => {
            const selector = podSelectorOf(policy);
            const selectsAll = selector.isUnknown ? "unknown" : isEmptySelector(selector) ? "yes" : "no";
            const isClosed = all(rulesOf(policy, direction).map((rule) => not(opensAll(rule))));
            return all([
                selectsAll,
                governs(policy, direction),
                isClosed,
                isPlaced,
                policy.isPatch ? "unknown" : "yes",
            ]);
        }),
        ...foreignPolicies(stack).map((policy) => closesNamespace(policy, namespace, direction)),
        ...stack
            .elsewhere(...FOREIGN_POLICIES)
            .map((policy) => all([closesNamespace(policy, namespace, direction), "unknown"])),
    ]);
}

/** A policy that lets everything through for every pod undoes the one that closes: policies add up. */
function* opened(namespace: string, direction: Direction, stack: Stack): Iterable<RelationFinding> {
    for (const { policy, isPlaced } of policiesIn(namespace, stack)) {
        if (isPlaced === "yes" && isEmptySelector(podSelectorOf(policy)) && governs(policy, direction) === "yes") {
            for (const rule of rulesOf(policy, direction).filter((rule) => opensAll(rule) === "yes")) {
                const message = `the rule opens all ${direction.toLowerCase()} of all pods of the namespace ${namespace}`;
                yield findingAt(policy, rule.value, message);
            }
        }
    }
}

function policiesIn(namespace: string, stack: Stack) {
    const { certain, possible } = stack.placed(NETWORK_POLICY, namespace);
    return [
        ...certain.map((policy) => ({ policy, isPlaced: "yes" as const })),
        ...possible.map((policy) => ({ policy, isPlaced: "unknown" as const })),
    ];
}

function holds(kind: string, namespace: string, stack: Stack): Match {
    const { certain, possible } = stack.placed(kind, namespace);
    return certain.length > 0 ? "yes" : possible.length > 0 ? "unknown" : "no";
}

/** Pods that no policy closes may ask whomever they like; what one of another engine closes is not all read. */
function canAskDns(pods: StackPods, namespace: string, { egress, dns }: Facts, stack: Stack): Match {
    const { certain, possible } = egress.of(pods);
    if (certain.length === 0) {
        const isClosed = foreignPolicies(stack).some((one) => closesNamespace(one, namespace, "Egress") === "yes");
        return isClosed && dns.isAllowed(possible, namespace) !== "yes" ? "unknown" : "yes";
    }
    const answer = dns.isAllowed(certain, namespace);
    return answer === "no" && dns.isAllowed(possible, namespace) !== "no" ? "unknown" : answer;
}
