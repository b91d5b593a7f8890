import * as pulumi from "@pulumi/pulumi";
import type { ServiceSpec } from "./service-schema";

/** The component type of each kind of service. */
export const COMPONENT_TYPES: Readonly<Record<ServiceSpec["kind"], string>> = {
    microservice: "eks-platform:workloads:Microservice",
    stateful: "eks-platform:workloads:StatefulService",
};

/**
 * The options of a service's component, with which it keeps its objects when its kind changes: the component's type is part
 * of their identity in the state, and under another identity they would be created anew beside those of the same name.
 */
export function acrossKinds(
    kind: ServiceSpec["kind"],
    options: pulumi.ComponentResourceOptions | undefined,
): pulumi.ComponentResourceOptions {
    const types = Object.values(COMPONENT_TYPES).filter((type) => type !== COMPONENT_TYPES[kind]);
    return pulumi.mergeOptions(options, { aliases: types.map((type) => ({ type })) });
}
