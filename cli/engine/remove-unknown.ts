import type { Stack } from "@pulumi/pulumi/automation";
import type { StoredResource, World } from "../../simulator";
import { resourcesOf } from "./state-resources";

/**
 * Removes from a simulated world what the stack's state does not know: what runs have made that were killed before they could write
 * their state. The next update takes it over, but a destroy would leave it, and fail where it uses what is to go.
 *
 * @returns what was removed
 */
export async function removeUnknown(stack: Stack, world: World): Promise<readonly StoredResource[]> {
    const resources = await resourcesOf(stack);
    const known = new Set(resources.map(({ type, id }) => `${type}\0${id}`));
    const unknown = world.list().filter(({ type, id }) => !known.has(`${type}\0${id}`));
    for (const resource of unknown) {
        world.remove(resource);
    }
    return unknown;
}
