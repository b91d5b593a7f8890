const FACTORS: Readonly<Record<string, number>> = {
    n: 1e-9,
    u: 1e-6,
    m: 1e-3,
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
 * The number that a Kubernetes quantity stands for (cores, or bytes); undefined when it is not a quantity.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number | undefined {
    const match = /^\+?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.exec(text);
    if (!match) return undefined;
    const [, digits = "", suffix = ""] = match;
    if (/^[eE][+-]?\d/.test(suffix)) return Number(`${digits}${suffix}`);
    return Number(digits) * (FACTORS[suffix] ?? 1);
}
