import type { RawResource } from "../../policies/model/resource";
import { costOf } from "../../review/cost/cost";
import type { CostResource } from "../../review/cost/resource";
import { previewStack } from "../engine/preview-stack";
import { UserError } from "../errors";
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
    const { resources, faults } = await previewStack(stack, options.offline === true);
    if (faults.length > 0) {
        throw new UserError(faults.map(({ file, message, next }) => `${file}: ${message}. ${next}`).join("\n"));
    }
    const found = costOf(resources.flatMap(toCostResource));
    if (options.json) {
        process.stdout.write(`${JSON.stringify(found ?? null, undefined, 2)}\n`);
    } else {
        process.stdout.write(
            `${found ? costTable(stack, found) : `${stack} has nothing in AWS: there is nothing to pay.`}\n`,
        );
    }
    return 0;
}

function toCostResource({ urn, type, props, outputs, options }: RawResource): readonly CostResource[] {
    const parent = options?.parent;
    return urn === undefined
        ? []
        : [{ urn, type, ...(parent !== undefined && { parent }), inputs: props, outputs: outputs ?? {} }];
}
