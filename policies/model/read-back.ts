import type { Resource } from "./resource";

/**
 * True for an object as `kubectl get -o yaml` prints it. The API server gave it its uid; what the scheduler and controllers
 * write is in it beside what somebody has chosen.
 */
export function isReadBack({ props }: Resource): boolean {
    return props.at("metadata.uid").isStated && props.key("status").isStated;
}
