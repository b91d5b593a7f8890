import { isDeepStrictEqual } from "node:util";
import { kindOf, nameOf } from "../core/engine/urn";
import type { ReviewResource } from "./model/review";
import type { ReviewStep } from "./model/step";

/**
 * Where what would be done now is not what was reviewed, a line for each resource; nothing where both are the same. The order of steps is
 * the engine's own and says nothing.
 */
export function departuresFrom(reviewed: Planned, now: Planned): readonly string[] {
    const [before, after] = [reviewed, now].map(({ steps }) => new Map(steps.map((step) => [step.urn, step])));
    const [known, asked] = [reviewed, now].map(
        ({ resources }) => new Map(resources.map(({ urn, inputs }) => [urn, inputs])),
    );
    const urns = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    return [...urns].flatMap(
        (urn) =>
            departure(before?.get(urn), after?.get(urn)) ??
            inputDeparture(after?.get(urn), known?.get(urn), asked?.get(urn)) ??
            [],
    );
}

/** What is to be done, and the resources as they are after it, secrets replaced by a word: nobody can tell whether one differs. */
export interface Planned {
    readonly steps: readonly ReviewStep[];
    readonly resources: readonly Pick<ReviewResource, "urn" | "inputs">[];
}

/** What is made anew has no changes, so all that it is made from is compared. */
function inputDeparture(step: ReviewStep | undefined, seen: unknown, now: unknown): string | undefined {
    const isMade = step?.op === "create" || step?.op === "replace";
    return !isMade || isDeepStrictEqual(asJson(seen), asJson(now))
        ? undefined
        : `${step.op} ${named(step)}: it would be made from other values than reviewed`;
}

/** As JSON has it, which knows no undefined. */
function asJson(value: unknown): unknown {
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
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
    if (now.op === "create") {
        return undefined;
    }
    const paths = new Set([...seen.changes, ...now.changes].map(({ path }) => path));
    const differing = [...paths].filter((path) => !isDeepStrictEqual(changeAt(seen, path), changeAt(now, path)));
    return differing.length === 0
        ? undefined
        : `${now.op} ${named(now)}: other values than reviewed at ${differing.join(", ")}`;
}

function changeAt({ changes }: ReviewStep, path: string): unknown {
    return asJson(changes.filter((change) => change.path === path));
}

function named({ type, urn }: ReviewStep): string {
    return `${kindOf(type)} ${nameOf(urn)}`;
}
