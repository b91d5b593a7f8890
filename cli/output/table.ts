import Table from "cli-table3";
import pc from "picocolors";

/** No borders, as kubectl prints tables. */
const borderless = Object.fromEntries(
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
        .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"])
        .map((position) => [position, position === "middle" ? "  " : ""]),
);

/** A table of plain columns under a bold heading. */
export function plainTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const table = new Table({
        head: head.map((text) => pc.bold(text)),
        style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 },
        chars: borderless,
    });
    table.push(...rows.map((row) => [...row]));
    return table
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n");
}
