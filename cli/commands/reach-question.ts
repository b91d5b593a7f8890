import { closest } from "../../core/faults/spelling";
import { visible } from "../../core/faults/visible";
import type { ReachEnd } from "../../review/model/reach";
import { type Explanation, explain, explainOuter } from "../../review/reach/explain";
import { ALL_PORTS, type PortSet, PROTOCOLS, portRange } from "../../review/reach/port-set";
import type { StackLinks } from "../../review/reach/stack-links";
import { UserError } from "../errors";

/** The connection that was asked about, and what there is to say of it. */
export interface Explained {
    readonly explanation: Explanation;
    readonly client: ReachEnd;
    readonly server: ReachEnd;
}

/** What the base said of a connection. */
export type ExplainedBefore = Explanation | { readonly missing: readonly string[] };

/**
 * Explains a connection between two ends by what a user calls them.
 *
 * @throws UserError for a name of none or of several, and for two ends of which none is a workload
 */
export function explainNamed(
    clusters: ReadonlyMap<string, StackLinks>,
    from: string,
    to: string,
    asked: PortSet,
    stack: string,
): Explained {
    const ends = endsOf(clusters);
    const [client, server] = [from, to].map((name) => endOf(name, [...ends.values()], stack));
    const explanation = client && server && explainEnds(clusters, client, server, asked);
    if (client && server && explanation) {
        return { client, server, explanation };
    }
    throw new UserError(
        `${visible(from)} and ${visible(to)} are not in one cluster of ${stack}, or none of them is a workload.\n` +
            "Next step: name at least one workload.",
    );
}

/** What was true of the same connection before the change, or which of its ends was not there. */
export function explainBefore(
    clusters: ReadonlyMap<string, StackLinks>,
    { client, server }: Explained,
    asked: PortSet,
): ExplainedBefore {
    const ends = endsOf(clusters);
    // Only of a workload it says anything that it was not there: nothing of the others is made by the stack.
    const missing = [client, server].filter(({ id, kind }) => kind === "workload" && !ends.has(id));
    const explanation = missing.length === 0 ? explainEnds(clusters, client, server, asked) : undefined;
    return explanation ?? { missing: missing.map(({ name }) => name) };
}

function endsOf(clusters: ReadonlyMap<string, StackLinks>): ReadonlyMap<string, ReachEnd> {
    const ends = new Map<string, ReachEnd>([["outside", { id: "outside", name: "outside", kind: "outside" }]]);
    for (const links of clusters.values()) {
        for (const workload of links.workloads.values()) {
            ends.set(workload.end.id, workload.end);
            for (const outer of links.outerLinks(workload)) {
                ends.set(outer.from.id, outer.from);
                ends.set(outer.to.id, outer.to);
            }
        }
    }
    return ends;
}

/** Undefined where both ends are in no cluster together, or none is a workload. */
function explainEnds(
    clusters: ReadonlyMap<string, StackLinks>,
    client: ReachEnd,
    server: ReachEnd,
    asked: PortSet,
): Explanation | undefined {
    for (const links of clusters.values()) {
        const [one, other] = [links.workloads.get(client.id), links.workloads.get(server.id)];
        if (one && other) {
            return explain(links, one, other, asked);
        }
        if (one) {
            return explainOuter(links, one, "Egress", server.id, asked);
        }
        if (other && clusters.size === 1) {
            return explainOuter(links, other, "Ingress", client.id, asked);
        }
    }
    return undefined;
}

/** @throws UserError for a name of none or of several */
function endOf(name: string, ends: readonly ReachEnd[], stack: string): ReachEnd {
    const exact = ends.filter((end) => end.id === name || end.name === name);
    const found = exact.length > 0 ? exact : ends.filter((end) => end.name.split("/").at(-1) === name);
    const [only] = found;
    if (only !== undefined && found.length === 1) {
        return only;
    }
    const shown = visible(name);
    if (found.length > 1) {
        throw new UserError(
            `${stack} has several workloads called ${shown}: ${found.map(({ id }) => id).join(", ")}.\n` +
                "Next step: give its namespace, or all of it as listed here.",
        );
    }
    const workloads = ends.filter(({ kind }) => kind === "workload");
    const near = closest(name, [
        ...workloads.map((end) => end.name),
        ...workloads.flatMap((end) => end.name.split("/").at(-1) ?? []),
    ]);
    const alike = ends.filter(
        (end) => end.name.includes(name) || [end.name, end.name.split("/").at(-1)].includes(near),
    );
    const listed = (alike.length > 0 ? alike : workloads).slice(0, 8).map((end) => end.name);
    throw new UserError(
        `${stack} has no workload ${shown}; ${alike.length > 0 ? "near" : "it has"}: ${listed.join(", ")}.\n` +
            `Next step: write namespace/name, or outside; platform reach ${stack} lists all.`,
    );
}

/** @throws UserError for what is no port */
export function portOf(text: string | undefined): PortSet {
    if (text === undefined) {
        return ALL_PORTS;
    }
    const [, number = "", protocol = "TCP"] = /^(\d{1,5})(?:\/(\w+))?$/.exec(text) ?? [];
    const known = PROTOCOLS.find((one) => one === protocol.toUpperCase());
    if (number === "" || Number(number) < 1 || Number(number) > 65_535 || known === undefined) {
        throw new UserError(
            `--port is ${visible(text)}; allowed: a number from 1 to 65535, with a protocol of ${PROTOCOLS.join(", ")} where it is not TCP.\n` +
                "Next step: write for example 5432 or 53/UDP.",
        );
    }
    return portRange(known, Number(number), Number(number));
}
