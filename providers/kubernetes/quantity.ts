import { parseQuantity } from "../../core/facts/kubernetes/quantity";

/** Maps that hold quantities by resource name, and single fields that hold one. */
const QUANTITY_MAPS = new Set([
    "capacity",
    "default",
    "defaultRequest",
    "hard",
    "limits",
    "max",
    "maxLimitRequestRatio",
    "min",
    "overhead",
    "requests",
]);
const QUANTITY_FIELDS = new Set(["averageValue", "divisor", "sizeLimit", "value"]);

/** Whether the two values are the same quantity; the server rewrites `1000m` as `1` and `0.5` as `500m`. */
export function sameQuantity(one: unknown, other: unknown): boolean {
    const [a, b] = [parseQuantity(one), parseQuantity(other)];
    if (a === undefined || b === undefined) {
        return false;
    }
    return Math.abs(a - b) <= Number.EPSILON * 4 * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether Kubernetes reads the field at this path as a quantity. */
export function holdsQuantity(path: readonly (string | number)[]): boolean {
    const [parent, field] = path.slice(-2);
    return QUANTITY_MAPS.has(String(parent)) || QUANTITY_FIELDS.has(String(field));
}
