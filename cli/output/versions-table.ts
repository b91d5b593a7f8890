import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import { daysUntil } from "../../core/facts/kubernetes/versions";
import { wrap } from "../../core/faults/wrap";
import { dayOf } from "../../core/today";
import type { VersionRow } from "../../review/model/version";
import { staleNotes } from "../../review/versions/stale";
import { plainTable } from "./table";

const COLUMNS = 80;

/** What the rows of each state have in common, the most urgent first. */
const HEADINGS: readonly (readonly [VersionRow["state"], string])[] = [
    ["ended", "no longer supported"],
    ["ending", "supported for at most 90 more days"],
    ["behind", "there is a newer one"],
    ["unknown", "nobody knows of a newer one here"],
    ["current", "current"],
];

/** The versions of a stack by urgency, what moves together, and what is known since when; 80 columns wide. */
export function versionsTable(stack: string, rows: readonly VersionRow[], today: Date): string {
    const groups = HEADINGS.flatMap(([state, heading]) =>
        groupLines(
            heading,
            rows.filter((row) => row.state === state),
            today,
        ),
    );
    return [
        pc.bold(`${stack} on ${dayOf(today)}`),
        "",
        ...groups,
        ...together(rows).flatMap((line) => wrap(line, COLUMNS, "  ", "")),
        ...staleNotes(rows, today).flatMap((line) => wrap(pc.yellow(line), COLUMNS, "  ", "")),
    ].join("\n");
}

function groupLines(heading: string, rows: readonly VersionRow[], today: Date): readonly string[] {
    if (rows.length === 0) {
        return [];
    }
    const table = (...columns: readonly ((row: VersionRow) => string)[]) =>
        plainTable(
            [heading.toUpperCase(), ...columns.slice(1).map(() => "")],
            rows.map((row) => columns.map((column) => column(row))),
        ).split("\n");
    const wide = table(
        ({ name }) => name,
        ({ pinned }) => pinned,
        newerOf,
    );
    // A newer version that finds no room beside the pinned one goes below it.
    const fits = wide.every((line) => stripVTControlCharacters(line).length <= COLUMNS);
    const [head = "", ...lines] = fits
        ? wide
        : table(
              ({ name }) => name,
              ({ pinned }) => pinned,
          );
    const told = rows.flatMap((row, index) => [lines[index] ?? "", ...remarks(row, fits ? "" : newerOf(row), today)]);
    return [head, ...told, ""];
}

/** A newer version; empty where there is none, or none is known. */
function newerOf({ newest, pinned, state }: VersionRow): string {
    return newest === undefined || newest === pinned || state === "current" ? "" : `newest ${newest}`;
}

function remarks({ supportEnds, note, base }: VersionRow, newer: string, today: Date): readonly string[] {
    const days = supportEnds === undefined ? 0 : daysUntil(supportEnds, today);
    const left = `${days} ${days === 1 ? "day" : "days"}`;
    const parts = [
        newer === "" ? "" : `${newer}.`,
        base === undefined ? "" : `Before the change: ${base}.`,
        supportEnds === undefined
            ? ""
            : days <= 0
              ? `Support ended on ${supportEnds}.`
              : `Supported until ${supportEnds}, ${left}.`,
        note ?? "",
    ];
    const text = parts.filter((part) => part !== "").join(" ");
    return text === "" ? [] : wrap(text, COLUMNS, "    ").map((line) => pc.dim(line));
}

/** What moves together, in its order. */
function together(rows: readonly VersionRow[]): readonly string[] {
    const kubernetes = rows.find(({ kind }) => kind === "kubernetes");
    const upgrade = kubernetes
        ? [
              `Kubernetes moves one minor version at a time: ${["the control plane", ...kubernetes.movesWith].join(", ")}.`,
          ]
        : [];
    const pairs = rows
        .filter(({ kind, movesWith }) => kind === "chart" && movesWith.length > 0)
        .map(({ name, movesWith }) => [...movesWith, name].toSorted().join(" and "));
    const charts = [...new Set(pairs)].map((pair) => `${pair} move together, the definitions first.`);
    return [...upgrade, ...charts, ...(upgrade.length + charts.length > 0 ? [""] : [])];
}
