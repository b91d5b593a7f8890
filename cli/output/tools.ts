import pc from "picocolors";
import type { ToolStatus } from "../../toolchain";
import { plainTable } from "./table";

/** Each tool with the version that is needed, where it was found, or what would be tried. */
export function toolTable(tools: readonly ToolStatus[]): string {
    const rows = tools.map((tool) => [
        state(tool),
        tool.name,
        tool.required,
        tool.found ? `${tool.found.source}  ${tool.found.path}` : (tool.note ?? ""),
    ]);
    return plainTable(["", "TOOL", "NEEDED", "WHERE"], rows);
}

/** What is not there and not needed yet, or will be had when it is, is no fault. */
function state({ ok, found }: ToolStatus): string {
    if (!ok) {
        return pc.red("missing");
    }
    return found ? pc.green("ok") : pc.yellow("absent");
}
