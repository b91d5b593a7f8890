import { compare } from "../../core/compare";
import type { Direction } from "../../policies/model/network-policies";
import type { Pair } from "./pairs";
import { intersection, isEmpty, type PortSet, portTexts } from "./port-set";
import { policyLabel } from "./rules";
import { type Hit, portsOf, type Side, spanOf } from "./side";
import type { Workload } from "./workloads";

/** Whose side a direction is. */
const LIMITED = { Egress: "what the client connects to", Ingress: "who connects to the server" };

/** The rules of one side that are why something is let through on some ports. */
export function ruleTexts(
    { isOpen, policies }: Side,
    hits: readonly Hit[],
    direction: Direction,
    ports: PortSet,
    declared: Workload["ports"],
): readonly string[] {
    if (isOpen === "yes") {
        return [`no policy limits ${LIMITED[direction]}`];
    }
    const opening = hits.filter((hit) => !isEmpty(intersection(portsOf(hit, declared).possible, ports)));
    const open =
        isOpen === "unknown"
            ? [`whether a policy limits ${LIMITED[direction]} is not known: ${policyNames(policies.possible)}`]
            : [];
    return [...new Set(opening.map(({ rule }) => rule.label)), ...open].toSorted(compare);
}

/** Why none of some ports is let through. */
export function refusal(
    client: Workload | undefined,
    server: Workload,
    { from, to, verdict }: Pick<Pair, "to"> & Partial<Pair>,
    ports: PortSet,
): readonly string[] {
    const { egress, ingress } = verdict ?? { egress: [], ingress: [] };
    const text = portTexts(ports).join(", ");
    const refuses = (side: Side, hits: readonly Hit[]) =>
        side.isOpen === "no" && isEmpty(intersection(spanOf(side, hits, server.ports).possible, ports));
    const refused = (side: Side, who: string, direction: string, other: string) =>
        `${policyNames(side.policies.certain)} limits the ${direction} of ${who}, and no rule lets ${other} on ${text}`;
    const outgoing = client && from !== undefined && refuses(from, egress);
    return [
        ...(outgoing ? [refused(from, client.end.name, "egress", `it reach ${server.end.name}`)] : []),
        ...(refuses(to, ingress)
            ? [refused(to, server.end.name, "ingress", `${client?.end.name ?? "what comes from outside"} in`)]
            : []),
    ];
}

function policyNames(policies: Side["policies"]["certain"]): string {
    return policies.map(policyLabel).toSorted(compare).join(" and ");
}
