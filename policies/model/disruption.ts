import type { Value } from "./value";

/**
 * How many of the pods that a PodDisruptionBudget selects may be stopped at a time when all of them run; negative counts
 * as none. Percentages are rounded up, as Kubernetes rounds them.
 *
 * @param pods how many pods it selects
 * @returns `undefined` where the budget cannot be read
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
 */
export function allowedDisruptions(budget: Budget, pods: number): number | undefined {
    if (budget.maxUnavailable !== undefined) {
        const stopped = scaled(budget.maxUnavailable, pods);
        return stopped === undefined ? undefined : Math.min(stopped, pods);
    }
    if (budget.minAvailable === undefined) {
        // Without either the controller expects no pod, and then allows no disruption.
        return 0;
    }
    const kept = scaled(budget.minAvailable, pods);
    return kept === undefined ? undefined : pods - kept;
}

/** The two limits as written: a number of pods, or a percentage of them. */
export interface Budget {
    readonly minAvailable?: number | string;
    readonly maxUnavailable?: number | string;
}

/** The limits of a budget's spec; `undefined` where one is unknown. */
export function budgetOf(spec: Value): Budget | undefined {
    const [min, max] = [spec.key("minAvailable"), spec.key("maxUnavailable")];
    if (min.isUnknown || max.isUnknown) {
        return undefined;
    }
    const [minAvailable, maxUnavailable] = [limit(min), limit(max)];
    return {
        ...(minAvailable !== undefined && { minAvailable }),
        ...(maxUnavailable !== undefined && { maxUnavailable }),
    };
}

function limit(value: Value): number | string | undefined {
    return value.number ?? value.text;
}

function scaled(wanted: number | string, pods: number): number | undefined {
    if (typeof wanted === "number") {
        return wanted;
    }
    const match = /^(\d+)%$/.exec(wanted);
    return match === null ? undefined : Math.ceil((Number(match[1]) * pods) / 100);
}
