import { costOf } from "../../review/cost/cost";
import { stackResources } from "../engine/stack-resources";
import { costTable } from "../output/cost-table";

export interface CostCommandOptions {
    /** Simulated providers: no credentials. @default false */
    readonly offline?: boolean;
    /** One JSON document instead of a table. @default false */
    readonly json?: boolean;
}

/**
 * Prints what a stack costs a month, as a preview of it shows its resources.
 *
 * @throws UserError when the preview fails
 */
export async function cost(stack: string, options: CostCommandOptions): Promise<number> {
    const found = costOf(await stackResources(stack, options.offline === true));
    const text = found ? costTable(stack, found) : `${stack} has nothing in AWS: there is nothing to pay.`;
    process.stdout.write(options.json ? `${JSON.stringify(found ?? null, undefined, 2)}\n` : `${text}\n`);
    return 0;
}
