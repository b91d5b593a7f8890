/** A path with one more step, as {@link Value.path} writes it. */
export function childPath(parent: string, step: string | number): string {
    if (typeof step === "number" || !/^[A-Za-z_$][\w$-]*$/.test(step)) {
        return `${parent}[${JSON.stringify(step)}]`;
    }
    return parent === "" ? step : `${parent}.${step}`;
}

const known = new Map<string, readonly string[]>();

/** Rules ask for the same few paths of every resource, so each is split once. */
export function stepsOf(path: string): readonly string[] {
    const steps = known.get(path) ?? (path === "" ? [] : path.split("."));
    known.set(path, steps);
    return steps;
}
