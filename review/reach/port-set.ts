/** The protocols that NetworkPolicies know. */
export const PROTOCOLS = ["TCP", "UDP", "SCTP"] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** First and last port of a range. */
type Range = readonly [first: number, last: number];

/** Ports of each protocol, in the order of {@link PROTOCOLS}: ranges that neither overlap nor touch, in order. */
export type PortSet = readonly (readonly Range[])[];

const [FIRST, LAST] = [1, 65_535];

export const NO_PORTS: PortSet = PROTOCOLS.map(() => []);
export const ALL_PORTS: PortSet = PROTOCOLS.map(() => [[FIRST, LAST]]);

/** Ports of one protocol, ends included. */
export function portRange(protocol: string, first = FIRST, last = LAST): PortSet {
    return PROTOCOLS.map((one) => (one === protocol && first <= last ? [[first, last] as const] : []));
}

export function union(one: PortSet, other: PortSet): PortSet {
    if (one === other || isEmpty(other)) {
        return one;
    }
    return isEmpty(one) ? other : PROTOCOLS.map((_, index) => joined([...(one[index] ?? []), ...(other[index] ?? [])]));
}

export function intersection(one: PortSet, other: PortSet): PortSet {
    if (one === other || other === ALL_PORTS) {
        return one;
    }
    if (one === ALL_PORTS) {
        return other;
    }
    return PROTOCOLS.map((_, index) =>
        (one[index] ?? []).flatMap(([first, last]) =>
            (other[index] ?? []).flatMap(([from, to]): readonly Range[] => {
                const [start, end] = [Math.max(first, from), Math.min(last, to)];
                return start <= end ? [[start, end]] : [];
            }),
        ),
    );
}

/** The ports of the first that the other does not have. */
export function without(one: PortSet, other: PortSet): PortSet {
    return isEmpty(other) ? one : intersection(one, complement(other));
}

export function isEmpty(ports: PortSet): boolean {
    return ports.every((ranges) => ranges.length === 0);
}

export function includes(ports: PortSet, protocol: Protocol, port: number): boolean {
    const ranges = ports[PROTOCOLS.indexOf(protocol)] ?? [];
    return ranges.some(([first, last]) => first <= port && port <= last);
}

/** Each range as readers write it: `8080/TCP`, `8000-8100/TCP`; `*` for all of a protocol. */
export function portTexts(ports: PortSet): readonly string[] {
    return PROTOCOLS.flatMap((protocol, index) =>
        (ports[index] ?? []).map(([first, last]) => {
            const numbers = first === FIRST && last === LAST ? "*" : first === last ? first : `${first}-${last}`;
            return `${numbers}/${protocol}`;
        }),
    );
}

function complement(ports: PortSet): PortSet {
    return ports.map((ranges) => {
        const starts = [FIRST, ...ranges.map(([, last]) => last + 1)];
        const ends = [...ranges.map(([first]) => first - 1), LAST];
        return starts.flatMap((start, index): readonly Range[] => {
            const end = ends[index] ?? LAST;
            return start <= end ? [[start, end]] : [];
        });
    });
}

function joined(ranges: readonly Range[]): readonly Range[] {
    const result: Range[] = [];
    for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
        const before = result.at(-1);
        if (before !== undefined && first <= before[1] + 1) {
            result[result.length - 1] = [before[0], Math.max(before[1], last)];
        } else {
            result.push([first, last]);
        }
    }
    return result;
}
