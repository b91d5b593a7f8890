import { costOf } from "../../review/cost/cost";
import { stackResources } from "../engine/stack-resources";
import { note } from "../notes";
import { costTable } from "../output/cost-table";
import { baseOf } from "./preview-change";

export interface CostCommandOptions {
    /** Simulated providers: no credentials. @default false */
    readonly offline?: boolean;
    /** The revision that is compared with; `true` for where HEAD left the default branch. @default none */
    readonly since?: string | true;
    /** One JSON document instead of a table. @default false */
    readonly json?: boolean;
}

/**
 * Prints what a stack costs a month, as a preview of it shows its resources, and what a change makes of that.
 *
 * @throws UserError when the preview fails, or the revision cannot be had
 */
export async function cost(stack: string, options: CostCommandOptions): Promise<number> {
    const found = await baseOf(stack, options, note);
    const { head, base } = await stackResources(stack, {
        offline: options.offline,
        base: found === undefined || "missing" in found ? undefined : found,
    });
    const priced = costOf(head, { ...(base && { base }) });
    const text = priced ? costTable(stack, priced) : `${stack} has nothing in AWS: there is nothing to pay.`;
    process.stdout.write(options.json ? `${JSON.stringify(priced ?? null, undefined, 2)}\n` : `${text}\n`);
    return 0;
}
