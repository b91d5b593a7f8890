import { inputAt, type StackResource, textOf } from "../stack-resource";

/** The region that a stack's resources are in, as its AWS provider says; undefined for a stack without one. */
export function regionOf(resources: readonly StackResource[]): string | undefined {
    const providers = resources.filter(({ type }) => type === "pulumi:providers:aws");
    return providers.map((provider) => textOf(inputAt(provider, "region"))).find((region) => region !== undefined);
}
