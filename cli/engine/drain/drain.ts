import { setTimeout as delay } from "node:timers/promises";
import type { DrainedKind } from "../../../components/addon-kit/drained-kind";
import { describe, type KubeObject } from "../../../providers/kubernetes/object";
import type { Note } from "../../notes";
import type { DrainedCluster } from "./cluster";
import { type Stage, stagesOf } from "./stages";

/** How a drain goes about it. */
export interface DrainOptions {
    /** Kinds of add-ons, in their order. */
    readonly kinds: readonly DrainedKind[];
    /** Whether the engine removes an object by itself, in its own order. */
    readonly isOwned: (object: KubeObject) => boolean;
    /** How long all of it may take, in seconds. */
    readonly limitSeconds: number;
    /** Between two looks. @default 2000 */
    readonly pauseMilliseconds?: number;
    readonly note: Note;
}

/** What is still there although it should be gone. */
export interface Survivor {
    readonly object: KubeObject;
    /** Whether it is another one than was deleted, made by who keeps it. */
    readonly isMadeAgain: boolean;
}

/**
 * Deletes what people and controllers have put into a cluster beside the stack, and what would stay in AWS without the controllers that go
 * with the stack. Each step waits for the finalizers of what it deletes; the first one that leaves something is the last.
 *
 * @returns what is left
 */
export async function drain(cluster: DrainedCluster, options: DrainOptions): Promise<readonly Survivor[]> {
    const deadline = Date.now() + options.limitSeconds * 1000;
    for (const stage of stagesOf(options.kinds)) {
        const left = await clear(stage, cluster, options, deadline);
        if (left.length > 0) {
            return left;
        }
    }
    return [];
}

/** What a drain would delete, as far as it is there now, in its order. */
export async function foreignIn(
    cluster: DrainedCluster,
    { kinds, isOwned }: Pick<DrainOptions, "kinds" | "isOwned">,
): Promise<readonly KubeObject[]> {
    const found: KubeObject[] = [];
    for (const stage of stagesOf(kinds)) {
        found.push(...(await stage.find(cluster, isOwned)));
    }
    return found;
}

async function clear(
    stage: Stage,
    cluster: DrainedCluster,
    { isOwned, note, pauseMilliseconds = 2000 }: DrainOptions,
    deadline: number,
): Promise<readonly Survivor[]> {
    const foreign = () => stage.find(cluster, isOwned);
    const begun = await foreign();
    if (begun.length > 0) {
        note(`draining ${begun.length} ${stage.what} that are not the stack's: ${begun.map(describe).join(", ")}`);
    }
    for (const { apiVersion, kind, metadata } of begun) {
        await cluster.delete({ apiVersion, kind, namespace: metadata.namespace, name: metadata.name ?? "" });
    }
    const uids = new Set(begun.map(({ metadata }) => metadata.uid));
    let told = begun.length;
    for (;;) {
        const left = begun.length > 0 ? await foreign() : [];
        const following = (await stage.follow?.(cluster)) ?? [];
        const isNew = ({ metadata }: KubeObject) => !uids.has(metadata.uid) && metadata.deletionTimestamp === undefined;
        const count = left.length + following.length;
        if (count === 0 || Date.now() > deadline || (following.length === 0 && left.every(isNew))) {
            return [...left.map((object) => ({ object, isMadeAgain: isNew(object) })), ...following.map(staying)];
        }
        if (count !== told) {
            told = count;
            note(`waiting for ${count} ${stage.what}`);
        }
        await delay(pauseMilliseconds);
    }
}

function staying(object: KubeObject): Survivor {
    return { object, isMadeAgain: false };
}
