import type { StoredResource } from "../world/world";

/** A resource of a region that exists without having been made. */
export type GivenResource = Pick<StoredResource, "type" | "id" | "outputs">;

/** As a resource that was made from what it is. */
export function stored(given: GivenResource): StoredResource {
    return { ...given, scope: "", urn: "", generation: 0, inputs: given.outputs };
}
