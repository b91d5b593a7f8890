import pc from "picocolors";
import { compare } from "../../core/compare";
import type { ReachEdge, ReachEnd } from "../../review/model/reach";

/**
 * Connections as a matrix: a row for each client, a column for each server, the port where they meet.
 *
 * @returns `undefined` where it is wider than so many columns
 */
export function reachMatrix(
    edges: readonly ReachEdge[],
    ends: ReadonlyMap<string, ReachEnd>,
    columns: number,
): string | undefined {
    const named = (id: string) => ends.get(id)?.name ?? id;
    const byName = (one: string, other: string) => compare(named(one), named(other));
    const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].toSorted(byName);
    const servers = ids.filter((id) => edges.some(({ to }) => to === id));
    const namespaces = new Set(ids.map((id) => ends.get(id)?.namespace));
    const isOne = namespaces.size === 1 && !namespaces.has(undefined);
    const labels = ids.map((id, index) => {
        const { name = id, namespace } = ends.get(id) ?? {};
        return `${String(index + 1).padStart(3)} ${isOne ? name.replace(`${namespace}/`, "") : name}`;
    });
    const cells = ids.map((from) =>
        servers.map((to) => cellOf(edges.filter((edge) => edge.from === from && edge.to === to))),
    );
    const heads = servers.map((id) => String(ids.indexOf(id) + 1));
    const widths = servers.map((_, column) =>
        Math.max(heads[column]?.length ?? 0, ...cells.map((row) => (row[column] ?? "").length)),
    );
    const first = Math.max(...labels.map(({ length }) => length));
    if (widths.reduce((sum, width) => sum + width + 2, first) > columns) {
        return undefined;
    }
    const line = (label: string, texts: readonly string[]) =>
        `${label.padEnd(first)}${texts.map((text, column) => `  ${text.padStart(widths[column] ?? 0)}`).join("")}`.trimEnd();
    const shown = new Set(edges.map(markOf));
    const legend = LEGEND.filter(([mark]) => shown.has(mark)).map(([mark, text]) => `${mark} ${text}`);
    return [
        pc.bold(line("    client \\ server", heads)),
        ...labels.map((label, row) => line(label, cells[row] ?? [])),
        ...(legend.length === 0 ? [] : ["", pc.dim(`    ${legend.join("   ")}`)]),
    ].join("\n");
}

const LEGEND = [
    ["!", "declared, and refused"],
    ["+", "possible, and not declared"],
    ["?", "not certain"],
] as const;

function markOf({ isPossible, isDeclared, isCertain }: ReachEdge): "!" | "+" | "?" | "" {
    return !isPossible ? "!" : !isCertain ? "?" : isDeclared ? "" : "+";
}

/** The port of a connection where it is one, with a mark for what is not as it should be. */
function cellOf(edges: readonly ReachEdge[]): string {
    const [edge] = edges;
    if (edge === undefined) {
        return "";
    }
    const marks = [...new Set(edges.map(markOf))].join("");
    const ports = edges.flatMap((one) => one.ports);
    const [port = ""] = ports;
    const text = ports.length > 1 ? `${ports.length} ports` : port.replace(/\/TCP$/, "");
    return marks + (ports.includes("*/TCP") ? "all" : text);
}
