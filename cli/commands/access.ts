import { accessOf } from "../../review/access/access-of";
import { stackResources } from "../engine/stack-resources";
import { accessText } from "../output/access-text";

export interface AccessCommandOptions {
    /** Simulated providers: no credentials. @default false */
    readonly offline?: boolean;
    /** One JSON document. @default false */
    readonly json?: boolean;
}

/**
 * Prints who may use the Kubernetes API of a stack's cluster, for what, and why.
 *
 * @throws UserError when the preview fails
 */
export async function access(stack: string, { offline, json }: AccessCommandOptions): Promise<number> {
    const { head } = await stackResources(stack, { offline, base: undefined });
    const found = accessOf(head);
    process.stdout.write(json ? `${JSON.stringify(found, undefined, 2)}\n` : `${accessText(stack, found)}\n`);
    return 0;
}
