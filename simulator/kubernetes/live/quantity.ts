const suffixes: Readonly<Record<string, number>> = {
    n: 1e-9,
    u: 1e-6,
    m: 1e-3,
    "": 1,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    E: 1e18,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    Pi: 2 ** 50,
    Ei: 2 ** 60,
};

/** Maps that hold quantities by resource name, and single fields that hold one. */
const quantityMaps = new Set([
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
const quantityFields = new Set(["averageValue", "divisor", "sizeLimit", "value"]);

/**
 * The number behind a resource quantity, or undefined when the value is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(value: unknown): number | undefined {
    if (typeof value === "number") return value;
    if (typeof value !== "string") return undefined;
    const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(value);
    if (!match) return undefined;
    const [, digits, exponent, suffix = ""] = match;
    return Number(digits) * (exponent === undefined ? (suffixes[suffix] ?? 1) : 10 ** Number(exponent));
}

/** Whether the two values are the same quantity; the server rewrites `1000m` as `1` and `0.5` as `500m`. */
export function sameQuantity(one: unknown, other: unknown): boolean {
    const [a, b] = [quantity(one), quantity(other)];
    if (a === undefined || b === undefined) return false;
    return Math.abs(a - b) <= Number.EPSILON * 4 * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether Kubernetes reads the field at this path as a quantity. */
export function holdsQuantity(path: readonly (string | number)[]): boolean {
    const [parent, field] = path.slice(-2);
    return quantityMaps.has(String(parent)) || quantityFields.has(String(field));
}
