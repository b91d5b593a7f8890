import type { Effect } from "../../model/danger";
import type { Change } from "../change";
import type { SteppedResource } from "../states";

/** What a step does beyond its resource, as one derivation finds it. */
export interface Consequence {
    /** What is lost. @default what the type of the resource says, if anything */
    readonly loss?: string;
    /** Whether data go, so that somebody has to allow it. @default what the type of the resource says */
    readonly isStateful?: boolean;
    /** What goes although no step says so. */
    readonly takesAlong?: readonly string[];
    /** What stays and is worse off. */
    readonly affects?: readonly Effect[];
}

/** Finds what a step does beyond its resource; undefined where it does not. */
export type Derivation = (resource: SteppedResource, change: Change) => Consequence | undefined;

/** Whether the resource is deleted, also where another takes its place. */
export function isGone({ op }: Pick<SteppedResource, "op">): boolean {
    return op === "delete" || op === "replace";
}
