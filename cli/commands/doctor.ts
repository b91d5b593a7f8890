import { inspectTools, resolveTools, type ToolName } from "../../toolchain";
import { TOOLS as all } from "../../toolchain/tools";
import { UserError } from "../errors";
import { toolTable } from "../output/tools";

export interface DoctorOptions {
    readonly json?: boolean;
    /** Tools to install first; true for every one. @default none */
    readonly install?: readonly string[] | true;
}

/** Lists each tool: where it comes from, or what is missing. Exit code 1 when something is missing that cannot be had. */
export async function doctor(options: DoctorOptions): Promise<number> {
    if (options.install !== undefined) {
        await install(options.install);
    }
    const tools = await inspectTools();
    process.stdout.write(options.json ? `${JSON.stringify(tools, null, 2)}\n` : `${toolTable(tools)}\n`);
    return tools.every((tool) => tool.ok) ? 0 : 1;
}

/** @throws UserError for what is no tool, ToolchainError for what cannot be had */
async function install(wanted: readonly string[] | true): Promise<void> {
    const names = Object.keys(all) as ToolName[];
    const known = wanted === true ? names : names.filter((name) => wanted.includes(name));
    const strange = wanted === true ? [] : wanted.filter((name) => !Object.hasOwn(all, name));
    if (strange.length > 0) {
        throw new UserError(
            `--install: ${strange.join(", ")} is no tool of the platform; allowed: ${names.join(", ")}.`,
        );
    }
    await resolveTools(known, { progress: ({ tool, message }) => process.stderr.write(`  ${tool}: ${message}\n`) });
}
