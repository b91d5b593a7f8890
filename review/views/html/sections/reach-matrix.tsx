import { compare } from "../../../../core/compare";
import { revealed } from "../../../../core/faults/visible";
import type { Reach, ReachEdge, ReachEnd } from "../../../model/reach";
import { counted } from "./words";

/** With more ends than these the matrix is one of namespaces. */
const MAX_ENDS = 36;

interface Group {
    readonly key: string;
    readonly label: string;
}

/** Clients in lines, servers in columns; in each cell the ports, or the number of ways where it stands for namespaces. */
export function Matrix({ reach, hasBase }: { readonly reach: Reach; readonly hasBase: boolean }) {
    const used = new Set(reach.edges.flatMap(({ from, to }) => [from, to]));
    const ends = reach.ends.filter(({ id }) => used.has(id));
    const isOneNamespace = new Set(ends.flatMap(({ namespace }) => namespace ?? [])).size === 1;
    const groupOf = ends.length > MAX_ENDS ? byNamespace : isOneNamespace ? byName : byEnd;
    const groups = new Map(ends.map((end) => [end.id, groupOf(end)]));
    const cells = new Map<string, ReachEdge[]>();
    for (const edge of reach.edges) {
        const [from, to] = [groups.get(edge.from), groups.get(edge.to)];
        if (from !== undefined && to !== undefined) {
            const key = JSON.stringify([from.key, to.key]);
            cells.set(key, [...(cells.get(key) ?? []), edge]);
        }
    }
    const sides = (ids: readonly string[]) => {
        const found = new Map(ids.flatMap((id) => groups.get(id) ?? []).map((group) => [group.key, group]));
        return [...found.values()].toSorted((one, other) => compare(one.key, other.key));
    };
    const clients = sides(reach.edges.map(({ from }) => from));
    const servers = sides(reach.edges.map(({ to }) => to));
    if (clients.length === 0) {
        return null;
    }
    const caption = ends.length > MAX_ENDS ? "Who may reach whom, by namespace" : "Who may reach whom";
    return (
        <section class="table matrix" aria-label={caption} tabindex={0}>
            <table>
                <caption>
                    {caption}. Clients in lines, servers in columns: ✓ declared, ? not declared, ✕ declared but refused
                    {hasBase && ", ✱ new, − gone"}.
                </caption>
                <thead>
                    <tr>
                        <td />
                        {servers.map(({ key, label }) => (
                            <th key={key} scope="col">
                                <span>{label}</span>
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {clients.map((client) => (
                        <tr key={client.key}>
                            <th scope="row">{client.label}</th>
                            {servers.map((server) => (
                                <Cell
                                    key={server.key}
                                    edges={cells.get(JSON.stringify([client.key, server.key])) ?? []}
                                    hasBase={hasBase}
                                />
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}

function Cell({ edges, hasBase }: { readonly edges: readonly ReachEdge[]; readonly hasBase: boolean }) {
    const [first] = edges;
    if (first === undefined) {
        return <td />;
    }
    const mark = edges.some(({ isDeclared, isPossible }) => isDeclared && !isPossible)
        ? "✕"
        : edges.every(({ isDeclared }) => isDeclared)
          ? "✓"
          : "?";
    const status = hasBase
        ? edges.every(({ status }) => status === "gone")
            ? "gone"
            : edges.some(({ status }) => status !== "present")
              ? "new"
              : "present"
        : "present";
    const kind = { "✕": "refused", "✓": "declared", "?": "undeclared" }[mark];
    const ports = [...new Set(edges.flatMap((edge) => edge.ports))].map(revealed);
    return (
        <td
            class={`way is-${kind} way-${status}`}
            title={edges
                .flatMap(({ because }) => because.map(revealed))
                .slice(0, 10)
                .join("\n")}
        >
            {status === "new" ? "✱ " : status === "gone" ? "− " : ""}
            {mark} {edges.length === 1 ? ports.join(" ") : counted(edges.length, "way")}
        </td>
    );
}

function byEnd({ id, name, namespace }: ReachEnd): Group {
    return { key: id, label: revealed(namespace === undefined ? name : `${namespace}/${name}`) };
}

function byName({ id, name }: ReachEnd): Group {
    return { key: id, label: revealed(name) };
}

function byNamespace({ id, name, namespace }: ReachEnd): Group {
    return namespace === undefined
        ? { key: `\uffff${id}`, label: revealed(name) }
        : { key: namespace, label: revealed(namespace) };
}
