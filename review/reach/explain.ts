import type { Direction } from "../../policies/model/network-policies";
import type { PlacedPolicy } from "../../policies/model/policy-index";
import type { Match } from "../../policies/model/selector";
import { ALL_PORTS, intersection, isEmpty, type PortSet, portTexts } from "./port-set";
import { joined, nothing, type Span } from "./rule-ports";
import { policyLabel } from "./rules";
import { type Hit, hitsOn, portsOf, type Side } from "./side";
import type { StackLinks } from "./stack-links";
import type { Workload } from "./workloads";

/** What one policy, or the lack of any, does to a connection. */
export interface ExplanationStep {
    readonly about: "declared" | "egress" | "ingress" | "way";
    readonly text: string;
    readonly lets: Match;
}

/** Whether one end may reach another, and what each policy of both says of it. */
export interface Explanation {
    readonly verdict: Match;
    /** The ports, among those asked for, on which it may. */
    readonly ports: readonly string[];
    readonly steps: readonly ExplanationStep[];
}

/**
 * Tells step by step what lets connections from one workload to another through or refuses them.
 *
 * @param asked ports to tell of. @default all
 */
export function explain(
    links: StackLinks,
    client: Workload,
    server: Workload,
    asked: PortSet = ALL_PORTS,
): Explanation {
    const { from, to, verdict } = links.pairs.of(client, server);
    const declared = links.declarations.byName(client, server);
    const text = isEmpty(declared)
        ? `no service declares that ${client.end.name} connects to ${server.end.name}`
        : `${client.end.name} is declared to connect to ${server.end.name} on ${portTexts(declared).join(", ")}`;
    const step: ExplanationStep = { about: "declared", text, lets: isEmpty(declared) ? "no" : "yes" };
    return {
        ...conclusion(verdict, asked),
        steps: [
            step,
            ...sideSteps({ side: from, own: client, other: server, direction: "Egress" }, server, asked),
            ...sideSteps({ side: to, own: server, other: client, direction: "Ingress" }, server, asked),
        ],
    };
}

/**
 * {@link explain} for an end that is no workload of the stack.
 *
 * @param direction of the workload's policies that are about it
 * @param id of the other end
 */
export function explainOuter(
    links: StackLinks,
    workload: Workload,
    direction: Direction,
    id: string,
    asked: PortSet = ALL_PORTS,
): Explanation {
    const isEgress = direction === "Egress";
    const found = links
        .outerLinks(workload)
        .find(({ from, to }) =>
            isEgress ? from === workload.end && to.id === id : to === workload.end && from.id === id,
        );
    const side = isEgress ? links.pairs.egressOf(workload) : links.pairs.ingressOf(workload);
    const about = isEgress ? "egress" : "ingress";
    const { ports, verdict } = conclusion(found?.link ?? nothing, asked);
    const policies = [...side.policies.certain, ...side.policies.possible].map(policyLabel).join(", ");
    const refusal =
        side.isOpen === "yes"
            ? `no load balancer, node port, Ingress or route leads to ${workload.end.name}`
            : `${policies} ${side.policies.certain.length + side.policies.possible.length === 1 ? "limits" : "limit"} the ${about} of ${workload.end.name}, and no rule lets it through`;
    const because =
        verdict === "no" || found === undefined
            ? [refusal]
            : found.link.because(intersection(found.link.possible, asked));
    return {
        verdict,
        ports,
        steps: [
            ...(found?.link.ways ?? []).map((text): ExplanationStep => ({ about: "way", text, lets: verdict })),
            ...because.map((text): ExplanationStep => ({ about, text, lets: verdict })),
        ],
    };
}

interface View {
    readonly side: Side;
    readonly own: Workload;
    readonly other: Workload;
    readonly direction: Direction;
}

/** What each policy that selects an end says of the other. */
function sideSteps(view: View, server: Workload, asked: PortSet): readonly ExplanationStep[] {
    const { side, own, other, direction } = view;
    const about = direction === "Egress" ? "egress" : "ingress";
    if (side.isOpen === "yes") {
        const reason =
            own.inHostNetwork === "yes"
                ? "its pods are in the network of their nodes, where no policy selects them"
                : "no policy selects it";
        return [{ about, text: `${own.end.name}: ${reason}`, lets: "yes" }];
    }
    const hits = hitsOn(side, other);
    const { certain, possible } = side.policies;
    return [
        ...certain.map((policy) => ({ about, ...policyStep(policy, hits, view, server, asked) }) as const),
        ...possible.map((policy) => {
            const { text } = policyStep(policy, hits, view, server, asked);
            return {
                about,
                text: `${text}; whether it selects ${own.end.name} is not known`,
                lets: "unknown",
            } as const;
        }),
    ];
}

function policyStep(
    policy: PlacedPolicy,
    all: readonly Hit[],
    { other, direction }: View,
    server: Workload,
    asked: PortSet,
): Pick<ExplanationStep, "text" | "lets"> {
    const hits = all.filter(({ rule }) => rule.policy.policy === policy.policy);
    const span = hits.map((hit) => portsOf(hit, server.ports)).reduce(joined, nothing);
    const names = [...new Set(hits.map(({ rule }) => rule.name))].join(" and ");
    const verb = direction === "Egress" ? `lets it reach ${other.end.name}` : `lets ${other.end.name} in`;
    return {
        text: isEmpty(span.possible)
            ? `${policyLabel(policy)}: no rule ${verb}`
            : `${policyLabel(policy)}: ${names} ${verb} on ${portTexts(span.possible).join(", ")}`,
        lets: conclusion(span, asked).verdict,
    };
}

function conclusion({ certain, possible }: Span, asked: PortSet): Pick<Explanation, "verdict" | "ports"> {
    const [sure, maybe] = [intersection(certain, asked), intersection(possible, asked)];
    const verdict = !isEmpty(sure) ? "yes" : isEmpty(maybe) ? "no" : "unknown";
    return { verdict, ports: portTexts(verdict === "yes" ? sure : maybe) };
}
