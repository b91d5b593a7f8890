import type { RawResource } from "../../policies/model/resource";
import type { StackResource } from "../../review/stack-resource";
import { previewWhole } from "./preview-stack";

/**
 * The resources of a stack, as a preview of it shows them.
 *
 * @throws UserError when the preview fails
 */
export async function stackResources(stack: string, offline: boolean): Promise<readonly StackResource[]> {
    const { resources } = await previewWhole(stack, { offline });
    return resources.flatMap(toStackResource);
}

function toStackResource({ urn, type, props, outputs = {}, options }: RawResource): readonly StackResource[] {
    const parent = options?.parent;
    return urn === undefined ? [] : [{ urn, type, ...(parent !== undefined && { parent }), inputs: props, outputs }];
}
