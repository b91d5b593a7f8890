import * as pulumi from "@pulumi/pulumi";
import { KIND_NAMES, KINDS, type Kind } from ".";

/**
 * The options of a service's component, with which it keeps its objects when its kind changes: the component's type is part
 * of their identity in the state, and under another identity they would be created anew beside those of the same name.
 */
export function acrossKinds(
    kind: Kind,
    options: pulumi.ComponentResourceOptions | undefined,
): pulumi.ComponentResourceOptions {
    const others = KIND_NAMES.filter((name) => name !== kind).map((name) => ({ type: KINDS[name].componentType }));
    return pulumi.mergeOptions(options, { aliases: others });
}
