import { findCircle } from "../../core/circle";
import type { Addon } from "../addon-kit/addon";
import { PHASES } from "../addon-kit/phase";

/**
 * Add-ons in the order of their installation: by phase, and what one needs before it; otherwise as they are listed.
 *
 * @throws RangeError where they need each other in a circle, or one needs what comes in a later phase
 */
export function inOrder(addons: readonly Addon[]): readonly Addon[] {
    const circle = findCircle(addons, (addon) => neededBy(addon, addons));
    if (circle) {
        const names = [...circle, ...circle.slice(0, 1)].map(({ name }) => name);
        throw new RangeError(`Add-ons need each other in a circle: ${names.join(" needs ")}.`);
    }
    const ordered = new Set<Addon>();
    const visit = (addon: Addon): void => {
        if (ordered.has(addon)) {
            return;
        }
        for (const needed of neededBy(addon, addons)) {
            if (stepOf(needed) > stepOf(addon)) {
                throw new RangeError(
                    `The add-on ${addon.name} of the phase ${addon.phase} needs ${needed.name}, which comes later, in the phase ${needed.phase}.`,
                );
            }
            visit(needed);
        }
        ordered.add(addon);
    };
    addons.toSorted((a, b) => stepOf(a) - stepOf(b)).forEach(visit);
    return [...ordered];
}

/** Those of the add-ons that have to be there before one: all of earlier phases, and what it needs. */
export function before(addon: Addon, addons: readonly Addon[]): readonly Addon[] {
    const needed = neededBy(addon, addons);
    return addons.filter((other) => stepOf(other) < stepOf(addon) || needed.includes(other));
}

function neededBy({ needs = [] }: Addon, addons: readonly Addon[]): readonly Addon[] {
    return addons.filter(({ name }) => needs.includes(name));
}

function stepOf({ phase }: Addon): number {
    return PHASES.indexOf(phase);
}
