import type { Reach, ReachEdge, ReachEnd } from "../model/reach";
import { portsText } from "./sentences";

/** An end of connections as a picture shows it. */
export interface PictureNode {
    readonly id: string;
    readonly label: string;
    readonly kind: ReachEnd["kind"];
    /** The namespace to draw it in; absent for what is in none. */
    readonly group?: string;
}

/** Connections from one end to another, as one arrow. */
export interface PictureEdge {
    readonly from: string;
    readonly to: string;
    /** Their ports. */
    readonly label: string;
    /** The gravest that is true of one of them. */
    readonly state: "refused" | "undeclared" | "declared";
    readonly status: ReachEdge["status"];
    readonly isCertain: boolean;
}

export interface Picture {
    readonly nodes: readonly PictureNode[];
    readonly edges: readonly PictureEdge[];
}

const STATES = ["refused", "undeclared", "declared"] as const;
const STATUSES = ["new", "gone", "present"] as const;

/** What a picture of reachability shows: an arrow for each two ends, and no pods of others, since all that use DNS would point to it. */
export function pictureOf({ ends, edges }: Reach): Picture {
    const byId = new Map(ends.map((end) => [end.id, end]));
    const arrows = new Map<string, ReachEdge[]>();
    for (const edge of edges) {
        if ([edge.from, edge.to].every((id) => byId.get(id)?.kind !== "pods")) {
            const key = `${edge.from}\n${edge.to}`;
            arrows.set(key, [...(arrows.get(key) ?? []), edge]);
        }
    }
    const shown = [...arrows.values()].map(arrowOf);
    const used = new Set(shown.flatMap(({ from, to }) => [from, to]));
    return {
        nodes: ends
            .filter(({ id, kind }) => used.has(id) || kind === "workload")
            .filter(({ kind }) => kind !== "pods")
            .map(({ id, name, namespace, kind }) => ({
                id,
                label: namespace === undefined ? name : name.replace(`${namespace}/`, ""),
                kind,
                ...(namespace !== undefined && { group: namespace }),
            })),
        edges: shown,
    };
}

function arrowOf(edges: readonly ReachEdge[]): PictureEdge {
    const [{ from, to } = { from: "", to: "" }] = edges;
    const of = (edge: ReachEdge) => (!edge.isPossible ? "refused" : edge.isDeclared ? "declared" : "undeclared");
    return {
        from,
        to,
        label: portsText([...new Set(edges.flatMap(({ ports }) => ports))]),
        state: STATES.find((state) => edges.some((edge) => of(edge) === state)) ?? "declared",
        status: STATUSES.find((status) => edges.some((edge) => edge.status === status)) ?? "present",
        isCertain: edges.every(({ isCertain }) => isCertain),
    };
}
