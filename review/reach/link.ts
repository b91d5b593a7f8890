import type { ReachEdge } from "../model/reach";
import { intersection, isEmpty, NO_PORTS, type PortSet, portTexts, union, without } from "./port-set";
import type { Span } from "./rule-ports";

/** What is declared and possible from one end to another, in one state of a stack. */
export interface Link extends Span {
    readonly declared: PortSet;
    readonly ways: readonly string[];
    /** The same for links of which the same is to be told. */
    readonly key: string;
    /** Why these ports are possible or refused. */
    readonly because: (ports: PortSet) => readonly string[];
}

/** What an edge says besides of its ends. */
export type EdgeFacts = Omit<ReachEdge, "from" | "to">;

/**
 * The edges between two ends: one for ports of which the same is true.
 *
 * @param base the link in the base; `undefined` where it has none
 * @param hasBase false where there is nothing to compare with
 */
export function edgesOf(head: Link | undefined, base: Link | undefined, hasBase: boolean): readonly EdgeFacts[] {
    const [was, is] = [statesOf(base), statesOf(head)];
    const wasPossible = base?.possible ?? NO_PORTS;
    const isPossible = head?.possible ?? NO_PORTS;
    const wasRefused = without(base?.declared ?? NO_PORTS, wasPossible);
    return [
        ...is.flatMap((state) => {
            const before = state.isPossible ? wasPossible : wasRefused;
            return hasBase
                ? [
                      ...facts(head, state, "new", without(state.ports, before)),
                      ...facts(head, state, "present", intersection(state.ports, before)),
                  ]
                : facts(head, state, "present", state.ports);
        }),
        ...was.flatMap((state) => {
            const after = state.isPossible ? isPossible : union(head?.declared ?? NO_PORTS, isPossible);
            return facts(base, state, "gone", without(state.ports, after));
        }),
    ];
}

interface State {
    readonly ports: PortSet;
    readonly isDeclared: boolean;
    readonly isPossible: boolean;
    readonly isCertain: boolean;
}

function statesOf(link: Link | undefined): readonly State[] {
    if (link === undefined) {
        return [];
    }
    const { declared, certain, possible } = link;
    const open = without(possible, certain);
    return [
        { ports: intersection(certain, declared), isDeclared: true, isPossible: true, isCertain: true },
        { ports: intersection(open, declared), isDeclared: true, isPossible: true, isCertain: false },
        { ports: without(certain, declared), isDeclared: false, isPossible: true, isCertain: true },
        { ports: without(open, declared), isDeclared: false, isPossible: true, isCertain: false },
        { ports: without(declared, possible), isDeclared: true, isPossible: false, isCertain: true },
    ];
}

function facts(
    link: Link | undefined,
    { ports: _all, ...flags }: State,
    status: ReachEdge["status"],
    ports: PortSet,
): readonly EdgeFacts[] {
    return link === undefined || isEmpty(ports)
        ? []
        : [{ ports: [...portTexts(ports)], ...flags, status, ways: [...link.ways], because: [...link.because(ports)] }];
}
