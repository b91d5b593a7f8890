import type { Reach, ReachEdge } from "../model/reach";

/** What a change opens and closes, and where what is declared and what is possible differ, one sentence for each edge. */
export interface ReachSentences {
    /** What may be reached that could not be before. */
    readonly opens: readonly string[];
    /** What could be reached before. */
    readonly closes: readonly string[];
    /** What is declared, and refused by policies. */
    readonly refused: readonly string[];
    /** What is possible, and nobody declares. */
    readonly undeclared: readonly string[];
}

export function reachSentences({ ends, edges }: Pick<Reach, "ends" | "edges">): ReachSentences {
    const names = new Map(ends.map(({ id, name }) => [id, name]));
    const nameOf = (id: string) => names.get(id) ?? id;
    const told = (some: (edge: ReachEdge) => boolean, verb: string) =>
        edges.filter(some).map(({ from, to, ports, isCertain, ways }) => {
            const by = ways.length === 0 ? "" : `, by ${ways.join("; ")}`;
            const doubt = isCertain ? "" : " (not certain)";
            return `${nameOf(from)} ${verb} ${nameOf(to)} on ${portsText(ports)}${by}${doubt}`;
        });
    const isThere = ({ status }: ReachEdge) => status !== "gone";
    return {
        opens: told(({ status, isPossible }) => status === "new" && isPossible, "may reach"),
        closes: told(({ status, isPossible }) => status === "gone" && isPossible, "may no longer reach"),
        refused: told((edge) => isThere(edge) && !edge.isPossible, "is declared to reach and may not reach"),
        undeclared: told((edge) => isThere(edge) && edge.isPossible && !edge.isDeclared, "may reach"),
    };
}

/** Ports as readers are told: `5432/TCP`, `53/TCP and 53/UDP`, `every port`, the first few of many. */
export function portsText(ports: readonly string[]): string {
    if (["*/TCP", "*/UDP", "*/SCTP"].every((all) => ports.includes(all))) {
        return "every port";
    }
    const shown = ports.slice(0, MAX_PORTS).map((port) => port.replace(/^\*\/(.*)$/, "every $1 port"));
    const more = ports.length > MAX_PORTS ? [`${ports.length - MAX_PORTS} more`] : [];
    const all = [...shown, ...more];
    return all.length === 1 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

const MAX_PORTS = 4;
