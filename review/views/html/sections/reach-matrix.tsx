import { compare } from "../../../../core/compare";
import { revealed } from "../../../../core/faults/visible";
import { groupBy } from "../../../../core/group-by";
import type { Reach, ReachEdge, ReachEnd } from "../../../model/reach";
import { counted } from "../../../words";

/** With more ends than these the matrix is one of namespaces. */
const MAX_ENDS = 36;

interface Group {
    readonly key: string;
    readonly label: string;
}

/** Clients in lines, servers in columns; in each cell the ports, or the number of ways where it stands for namespaces. */
export function Matrix({ reach, isCompared }: { readonly reach: Reach; readonly isCompared: boolean }) {
    const used = new Set(reach.edges.flatMap(({ from, to }) => [from, to]));
    const ends = reach.ends.filter(({ id }) => used.has(id));
    const isOneNamespace = new Set(ends.flatMap(({ namespace }) => namespace ?? [])).size === 1;
    const groupOf = ends.length > MAX_ENDS ? byNamespace : isOneNamespace ? byName : byEnd;
    const groups = new Map(ends.map((end) => [end.id, groupOf(end)]));
    const cells = groupBy(reach.edges, ({ from, to }) => cellOf(groups.get(from), groups.get(to)));
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
                    {isCompared && ", ✱ new, − gone"}.
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
                                    edges={cells.get(cellOf(client, server)) ?? []}
                                    isCompared={isCompared}
                                />
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}

function cellOf(client: Group | undefined, server: Group | undefined): string {
    return JSON.stringify([client?.key, server?.key]);
}

const SIGNS = { refused: "✕", declared: "✓", undeclared: "?" } as const;
const STATUS = { new: "✱ ", present: "", gone: "− " } as const;

function Cell({ edges, isCompared }: { readonly edges: readonly ReachEdge[]; readonly isCompared: boolean }) {
    if (edges.length === 0) {
        return <td />;
    }
    const kind = kindOf(edges);
    const status = isCompared ? statusOf(edges) : "present";
    const ports = [...new Set(edges.flatMap((edge) => edge.ports))].map(revealed);
    const because = edges.flatMap((edge) => edge.because).map(revealed);
    return (
        <td class={`way is-${kind} way-${status}`} title={because.slice(0, 10).join("\n")}>
            {STATUS[status]}
            {SIGNS[kind]} {edges.length <= 2 ? ports.join(" ") : counted(edges.length, "way")}
        </td>
    );
}

/** What is to be looked at first, of all that stands in a cell. */
function kindOf(edges: readonly ReachEdge[]): keyof typeof SIGNS {
    if (edges.some(({ isDeclared, isPossible }) => isDeclared && !isPossible)) {
        return "refused";
    }
    return edges.every(({ isDeclared }) => isDeclared) ? "declared" : "undeclared";
}

function statusOf(edges: readonly ReachEdge[]): keyof typeof STATUS {
    if (edges.every(({ status }) => status === "gone")) {
        return "gone";
    }
    return edges.some(({ status }) => status !== "present") ? "new" : "present";
}

function byEnd({ id, name }: ReachEnd): Group {
    return { key: id, label: revealed(name) };
}

/** Where all are in one namespace its name says nothing. */
function byName({ id, name, namespace }: ReachEnd): Group {
    const prefix = `${namespace}/`;
    return { key: id, label: revealed(name.startsWith(prefix) ? name.slice(prefix.length) : name) };
}

function byNamespace({ id, name, namespace }: ReachEnd): Group {
    return namespace === undefined
        ? { key: `\uffff${id}`, label: revealed(name) }
        : { key: namespace, label: revealed(namespace) };
}
