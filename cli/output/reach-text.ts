import pc from "picocolors";
import { compare } from "../../core/compare";
import { wrap } from "../../core/faults/wrap";
import type { Reach, ReachEdge, ReachEnd } from "../../review/model/reach";
import { portsText, reachSentences } from "../../review/reach/sentences";
import { reachMatrix } from "./reach-matrix";

const COLUMNS = 80;
/** So many names are told of those that share a line. */
const MAX_NAMED = 6;

/** Who may reach whom: first what a change opens and closes, then all that is possible, then where it differs from what is declared; 80 columns wide. */
export function reachText(stack: string, reach: Reach): string {
    const { ends, undetermined } = reach;
    const byId = new Map(ends.map((end) => [end.id, end]));
    const edges = reach.edges.filter(({ status }) => status !== "gone");
    const isInside = ({ kind }: ReachEnd) => kind === "workload" || kind === "group";
    const inner = edges.filter(({ from, to }) => [from, to].every((id) => isInside(byId.get(id) ?? NO_END)));
    const { opens, closes, refused, undeclared } = reachSentences(reach);
    const workloads = ends.filter(({ kind }) => kind === "workload");
    const head = `${stack}: ${counted(workloads.length, "workload")}, ${counted(pairsOf(inner, byId), "connection")} between them`;
    return [
        pc.bold(head),
        ...section("This change opens", opens),
        ...section("This change closes", closes),
        ...byNamespace(inner, byId).flatMap(([title, some]) => [
            "",
            pc.bold(title),
            reachMatrix(some, byId, COLUMNS) ?? listed(some, byId, "to"),
        ]),
        ...blocks(
            "From outside",
            edges.filter(({ from, to }) => !inside(from) && inside(to)),
            byId,
            "from",
        ),
        ...blocks(
            "To outside",
            edges.filter(({ from, to }) => inside(from) && !inside(to)),
            byId,
            "to",
        ),
        ...section("Declared, and refused by policies", refused),
        ...section("Possible, and not declared", undeclared),
        ...section("Not known", undetermined),
    ].join("\n");

    function inside(id: string): boolean {
        return isInside(byId.get(id) ?? NO_END);
    }
}

/** Connections within each namespace, which a matrix has room for, and then those between namespaces. */
function byNamespace(edges: readonly ReachEdge[], ends: Ends): readonly (readonly [string, readonly ReachEdge[]])[] {
    const found = new Map<string, ReachEdge[]>();
    for (const edge of edges) {
        const [from, to] = [edge.from, edge.to].map((id) => ends.get(id)?.namespace);
        const title = from !== undefined && from === to ? `Within ${from}` : BETWEEN;
        found.set(title, [...(found.get(title) ?? []), edge]);
    }
    const rank = (title: string) => `${title === BETWEEN ? 1 : 0}${title}`;
    return [...found].toSorted(([one], [other]) => compare(rank(one), rank(other)));
}

const BETWEEN = "Between namespaces";
const NO_END: ReachEnd = { id: "", name: "", kind: "outside" };
type Ends = ReadonlyMap<string, ReachEnd>;

function section(title: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0
        ? []
        : ["", pc.bold(`${title} (${lines.length})`), ...lines.flatMap((line) => wrap(line, COLUMNS, "    ", "  "))];
}

function blocks(title: string, edges: readonly ReachEdge[], ends: Ends, side: "from" | "to"): readonly string[] {
    return edges.length === 0 ? [] : ["", pc.bold(title), ...listed(edges, ends, side).split("\n")];
}

/** Edges that share an end, ports and ways, as one line each, with the names of their other ends. */
function listed(edges: readonly ReachEdge[], ends: Ends, side: "from" | "to"): string {
    const nameOf = (id: string) => ends.get(id)?.name ?? id;
    const groups = new Map<string, string[]>();
    for (const edge of edges) {
        const ways = edge.ways.length === 0 ? "" : `, by ${edge.ways.join("; ")}`;
        const marks = `${edge.isPossible ? "" : " (refused)"}${edge.isCertain ? "" : " (not certain)"}`;
        const what = `${nameOf(edge[side])} on ${portsText(edge.ports)}${ways}${marks}`;
        groups.set(what, [...(groups.get(what) ?? []), nameOf(side === "to" ? edge.from : edge.to)]);
    }
    const lines = [...groups].flatMap(([what, names]) => wrap(`${what}: ${namesText(names)}`, COLUMNS, "    ", "  "));
    return lines.length === 0 ? "  none" : lines.join("\n");
}

function namesText(names: readonly string[]): string {
    const unique = [...new Set(names)];
    const more = unique.length > MAX_NAMED ? ` and ${unique.length - MAX_NAMED} more` : "";
    return `${unique.slice(0, MAX_NAMED).join(", ")}${more}`;
}

/** How many pairs of workloads edges are about, a group being all of its members. */
function pairsOf(edges: readonly ReachEdge[], ends: Ends): number {
    const size = (id: string) => ends.get(id)?.members?.length ?? 1;
    const pairs = new Map(edges.map(({ from, to }) => [`${from}\n${to}`, size(from) * size(to)]));
    return [...pairs.values()].reduce((sum, count) => sum + count, 0);
}

function counted(count: number, what: string): string {
    return `${count} ${what}${count === 1 ? "" : "s"}`;
}
