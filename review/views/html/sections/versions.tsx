import { revealed } from "../../../../core/faults/visible";
import type { VersionRow } from "../../../model/version";
import { counted } from "../../../words";
import type { Material } from "../material";
import { Section } from "./section";
import { type Column, Table } from "./table";

const STATES: Readonly<Record<VersionRow["state"], string>> = {
    ended: "✕ support ended",
    ending: "! ends within 90 days",
    behind: "△ newer known",
    current: "✓ current",
    unknown: "? unknown",
};
const ORDER = Object.keys(STATES);

/** Versions by urgency, with the end of their support and what moves with them. */
export function Versions({ material }: { readonly material: Material }) {
    const { versions } = material.review;
    if (versions.length === 0) {
        return null;
    }
    const rows = versions.toSorted(
        (one, other) =>
            ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || order(one.supportEnds, other.supportEnds),
    );
    const urgent = versions.filter(({ state }) => state === "ended" || state === "ending").length;
    const note = `${counted(versions.length, "version")}${urgent > 0 ? `, ${urgent} out of support within 90 days` : ""}.`;
    return (
        <Section id="versions" title="Versions and support" note={note}>
            <Table caption="Calendar of versions" columns={COLUMNS} rows={rows} />
        </Section>
    );
}

const COLUMNS: readonly Column<VersionRow>[] = [
    { title: "what", cell: ({ kind, name }) => `${kind === "kubernetes" ? "" : `${kind} `}${revealed(name)}` },
    {
        title: "pinned",
        cell: ({ pinned, base }) => (
            <>
                {base !== undefined && (
                    <>
                        <del>{revealed(base)}</del> →{" "}
                    </>
                )}
                <code>{revealed(pinned)}</code>
            </>
        ),
    },
    { title: "newest known", cell: ({ newest }) => (newest === undefined ? "–" : <code>{revealed(newest)}</code>) },
    {
        title: "support ends",
        cell: ({ supportEnds }) =>
            supportEnds === undefined ? "–" : <time dateTime={revealed(supportEnds)}>{revealed(supportEnds)}</time>,
    },
    {
        title: "state",
        cell: ({ state, note }) => (
            <>
                <span class={`tag state-${state}`}>{STATES[state]}</span> {note !== undefined && revealed(note)}
            </>
        ),
    },
    { title: "looked at", cell: ({ asOf }) => (asOf === undefined ? "–" : revealed(asOf)) },
    { title: "moves with", cell: ({ movesWith }) => revealed(movesWith.join(", ")) },
];

function order(one: string | undefined, other: string | undefined): number {
    return (one ?? "9999") < (other ?? "9999") ? -1 : 1;
}
