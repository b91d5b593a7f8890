import type { RawResource } from "../../policies/model/resource";
import type { StackResource } from "../../review/stack-resource";
import type { OpenOptions } from "./open-stack";
import { previewWhole } from "./preview-stack";

/** What a preview shows of a stack. */
export interface StackResources {
    readonly head: readonly StackResource[];
    /** The resources before the change. @default none: it is compared with nothing */
    readonly base?: readonly StackResource[];
}

/**
 * The resources of a stack, as a preview of it shows them.
 *
 * @throws UserError when the preview fails
 */
export async function stackResources(
    stack: string,
    options: Pick<OpenOptions, "offline" | "base">,
): Promise<StackResources> {
    const { resources, base } = await previewWhole(stack, options);
    return { head: resources.flatMap(toStackResource), ...(base && { base: base.flatMap(toStackResource) }) };
}

function toStackResource({ urn, type, props, outputs = {}, options }: RawResource): readonly StackResource[] {
    const parent = options?.parent;
    return urn === undefined ? [] : [{ urn, type, ...(parent !== undefined && { parent }), inputs: props, outputs }];
}
