import { type CostResource, inputAt, textOf } from "./resource";

/** The region that a stack's resources are in, as its AWS provider says; undefined for a stack without one. */
export function regionOf(resources: readonly CostResource[]): string | undefined {
    const providers = resources.filter(({ type }) => type === "pulumi:providers:aws");
    return providers.map((provider) => textOf(inputAt(provider, "region"))).find((region) => region !== undefined);
}
