import pc from "picocolors";
import type { ToolStatus } from "../../toolchain";
import { plainTable } from "./table";

/** Each tool with the version that is needed, where it was found, or what would be tried. */
export function toolTable(tools: readonly ToolStatus[]): string {
    const rows = tools.map((tool) => [
        tool.ok ? pc.green("ok") : pc.red("missing"),
        tool.name,
        tool.required,
        tool.found ? `${tool.found.source}  ${tool.found.path}` : (tool.note ?? ""),
    ]);
    return plainTable(["", "TOOL", "NEEDED", "WHERE"], rows);
}
