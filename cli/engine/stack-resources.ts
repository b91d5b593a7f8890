import type { RawResource } from "../../policies/model/resource";
import type { StackResource } from "../../review/stack-resource";
import { UserError } from "../errors";
import { previewStack } from "./preview-stack";

/**
 * The resources of a stack, as a preview of it shows them.
 *
 * @throws UserError when the preview fails
 */
export async function stackResources(stack: string, offline: boolean): Promise<readonly StackResource[]> {
    const { resources, faults } = await previewStack(stack, offline);
    if (faults.length > 0) {
        throw new UserError(faults.map(({ file, message, next }) => `${file}: ${message}. ${next}`).join("\n"));
    }
    return resources.flatMap(toStackResource);
}

function toStackResource({ urn, type, props, outputs = {}, options }: RawResource): readonly StackResource[] {
    const parent = options?.parent;
    return urn === undefined ? [] : [{ urn, type, ...(parent !== undefined && { parent }), inputs: props, outputs }];
}
