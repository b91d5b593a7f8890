import { inspectTools } from "../../toolchain";
import { toolTable } from "../output/tools";

/** Lists each tool: where it comes from, or what is missing. Exit code 1 when something is missing that cannot be had. */
export async function doctor(options: { readonly json?: boolean }): Promise<number> {
    const tools = await inspectTools();
    process.stdout.write(options.json ? `${JSON.stringify(tools, null, 2)}\n` : `${toolTable(tools)}\n`);
    return tools.every((tool) => tool.ok) ? 0 : 1;
}
