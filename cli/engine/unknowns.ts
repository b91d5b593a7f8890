/**
 * The text that stands for a value which is known only after an update, in the engine's events.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Counts the unknown leaves of a property tree. */
export function countUnknowns(value: unknown): number {
    if (typeof value === "string") return value === UNKNOWN ? 1 : 0;
    if (value === null || typeof value !== "object") return 0;
    return Object.values(value).reduce<number>((sum, child) => sum + countUnknowns(child), 0);
}
