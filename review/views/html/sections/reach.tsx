import { revealed } from "../../../../core/faults/visible";
import type { Reach, ReachEdge } from "../../../model/reach";
import { counted } from "../../../words";
import type { Material } from "../material";
import { Matrix } from "./reach-matrix";
import { Named } from "./reference";
import { Section } from "./section";
import { type Column, Table } from "./table";

/** A page that lists more ways than these is no longer read. */
const MAX_LISTED = 400;

/** Who may reach whom: what the change opens and closes first, then the whole matrix. */
export function Reachability({ material }: { readonly material: Material }) {
    const { reach, isCompared } = material.review;
    if (reach === undefined) {
        return null;
    }
    const possible = reach.edges.filter(({ isPossible, status }) => isPossible && status !== "gone");
    const opened = reach.edges.filter(({ status, isPossible }) => status === "new" && isPossible);
    const closed = reach.edges.filter(({ status }) => status === "gone");
    const refused = reach.edges.filter(
        ({ isDeclared, isPossible, status }) => isDeclared && !isPossible && status !== "gone",
    );
    const undeclared = possible.filter(({ isDeclared }) => !isDeclared);
    const columns = columnsFor(material, reach);
    const lists = [
        { title: "After this change, these may be reached", rows: opened },
        { title: "After this change, these may be reached no more", rows: closed },
        { title: "Declared, but no policy lets it through", rows: refused },
        { title: "Possible, but not declared", rows: undeclared },
    ];
    const note = `${counted(possible.length, "way")} between ${counted(reach.ends.length, "end")}${isCompared ? `; ${opened.length} opened, ${closed.length} closed` : ""}.`;
    return (
        <Section id="reach" title="Reachability" note={note}>
            {lists
                .filter(({ rows }) => rows.length > 0)
                .map(({ title, rows }) => (
                    <details key={title} open={rows.length <= 20}>
                        <summary>
                            <h3>{title}</h3> <span class="muted">{rows.length}</span>
                        </summary>
                        <Table caption={title} columns={columns} rows={rows.slice(0, MAX_LISTED)} isTitled={false} />
                        {rows.length > MAX_LISTED && (
                            <p class="muted">
                                {rows.length - MAX_LISTED} more: <code>platform report --output review.json</code> has
                                all.
                            </p>
                        )}
                    </details>
                ))}
            <Matrix reach={reach} isCompared={isCompared} />
            {reach.undetermined.length > 0 && (
                <details>
                    <summary>
                        <h3>Could not be told</h3> <span class="muted">{reach.undetermined.length}</span>
                    </summary>
                    <ul>
                        {reach.undetermined.map((line) => (
                            <li key={line}>{revealed(line)}</li>
                        ))}
                    </ul>
                </details>
            )}
        </Section>
    );
}

function columnsFor(material: Material, reach: Reach): readonly Column<ReachEdge>[] {
    const ends = new Map(reach.ends.map((one) => [one.id, one]));
    const end = (id: string) => {
        const found = ends.get(id);
        return material.of(found?.urn) === undefined ? (
            <bdi class="name">{revealed(found?.name ?? id)}</bdi>
        ) : (
            <Named material={material} urn={found?.urn ?? id} />
        );
    };
    return [
        { title: "from", cell: ({ from }) => end(from) },
        { title: "to", cell: ({ to }) => end(to) },
        { title: "ports", cell: ({ ports }) => <code>{revealed(ports.join(", "))}</code> },
        {
            title: "because",
            cell: ({ because, ways, isCertain }) =>
                revealed(
                    [...ways, ...because, ...(isCertain ? [] : ["not certain: it depends on what is unknown"])].join(
                        "; ",
                    ),
                ),
        },
    ];
}
