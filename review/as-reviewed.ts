import { isDeepStrictEqual } from "node:util";
import { kindOf, nameOf } from "../core/engine/urn";
import type { ReviewStep } from "./model/step";

/**
 * Where what would be done now is not what was reviewed, a line for each resource; nothing where both are the same. The order of steps is
 * the engine's own and says nothing.
 */
export function departuresFrom(reviewed: readonly ReviewStep[], now: readonly ReviewStep[]): readonly string[] {
    const [before, after] = [reviewed, now].map((steps) => new Map(steps.map((step) => [step.urn, step])));
    const urns = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    return [...urns].flatMap((urn) => departure(before?.get(urn), after?.get(urn)) ?? []);
}

function departure(seen: ReviewStep | undefined, now: ReviewStep | undefined): string | undefined {
    if (seen === undefined || now === undefined) {
        return seen === undefined
            ? now && `${now.op} ${named(now)}: nobody has reviewed it`
            : `${seen.op} ${named(seen)}: it was reviewed, and would not happen now`;
    }
    if (seen.op !== now.op) {
        return `${now.op} ${named(now)}: reviewed was ${seen.op}`;
    }
    const paths = new Set([...seen.changes, ...now.changes].map(({ path }) => path));
    const differing = [...paths].filter((path) => !isDeepStrictEqual(changeAt(seen, path), changeAt(now, path)));
    return differing.length === 0
        ? undefined
        : `${now.op} ${named(now)}: other values than reviewed at ${differing.join(", ")}`;
}

/** As JSON has it, which knows no undefined. */
function changeAt({ changes }: ReviewStep, path: string): unknown {
    const found = changes.filter((change) => change.path === path);
    return JSON.parse(JSON.stringify(found));
}

function named({ type, urn }: ReviewStep): string {
    return `${kindOf(type)} ${nameOf(urn)}`;
}
