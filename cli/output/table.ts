import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";

/** A table of plain columns under a bold heading, without borders, as kubectl prints tables. */
export function plainTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const lines = [head.map((text) => (text === "" ? "" : pc.bold(text))), ...rows];
    const widths = head.map((_, column) => Math.max(...lines.map((line) => shownLength(line[column] ?? ""))));
    const padded = (text: string, column: number) => text + " ".repeat((widths[column] ?? 0) - shownLength(text));
    return lines.map((line) => line.map(padded).join("  ").trimEnd()).join("\n");
}

/** Colours take no place on a terminal. */
function shownLength(text: string): number {
    return stripVTControlCharacters(text).length;
}
