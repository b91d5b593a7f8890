import type { Value } from "./value";

/** Every way to write a quantity of zero: `0`, `0Mi`, `0.0`, `0e3`. */
export const ZERO = /^[+-]?(?:0+\.?0*|\.0+)(?:[eE][+-]?\d+|[a-zA-Z]*)$/;

/**
 * True when a container, or its pod, is certain to ask for no amount of a resource: nothing is written, or zero, which
 * sets no limit and reserves nothing.
 */
export function isNone(quantity: Value): boolean {
    return quantity.absent || ZERO.test(String(quantity.known ?? ""));
}

/** True when an amount is written, or may be. A patch that says nothing of the pod's leaves the container's to decide. */
export function mayBeSome(quantity: Value): boolean {
    return quantity.isStated && !isNone(quantity);
}

/** How messages tell what {@link isNone} has found. */
export function amountLabel(quantity: Value, what: string): string {
    return quantity.absent ? `no ${what}` : `a ${what} of ${quantity}, which is none`;
}
