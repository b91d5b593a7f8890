/** Factors of the suffixes that Kubernetes knows. */
const FACTORS: Readonly<Record<string, number>> = {
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

/**
 * Reads a Kubernetes quantity: `500m`, `0.5`, `1e3`, `1Gi`, or a plain number.
 *
 * @returns the amount in units (cores, bytes), or `undefined` when it is no quantity.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(quantity: unknown): number | undefined {
    if (typeof quantity === "number") {
        return Number.isFinite(quantity) ? quantity : undefined;
    }
    if (typeof quantity !== "string") {
        return undefined;
    }
    const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(quantity);
    if (match === null) {
        return undefined;
    }
    const factor = match[2] === undefined ? FACTORS[match[3] ?? ""] : 10 ** Number(match[2]);
    return factor === undefined ? undefined : Number(match[1]) * factor;
}
