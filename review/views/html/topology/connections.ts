import { compare } from "../../../../core/compare";
import { revealed } from "../../../../core/faults/visible";
import { groupBy } from "../../../../core/group-by";
import type { Reach, ReachEdge, ReachEnd } from "../../../model/reach";
import { groupContent } from "./content";
import type { ServiceNode } from "./services";

/** A line between two boxes. */
export interface ServiceEdge {
    /** Places among the nodes. */
    readonly from: number;
    readonly to: number;
    readonly title: string;
    readonly status: ReachEdge["status"];
    /** Whether it is declared and possible. */
    readonly isSound: boolean;
}

interface Connections {
    /** Boxes for what is no single workload and has a line. */
    readonly outside: readonly ServiceNode[];
    readonly edges: readonly ServiceEdge[];
    readonly undrawn: number;
}

/** Ends that most workloads have a connection with. */
const COMMON: ReadonlySet<ReachEnd["kind"]> = new Set(["pods", "nodes"]);

/** Where boxes stand for many workloads, more lines than these hide each other. */
const MAX_EDGES = 40;

/**
 * The declared connections, and those that came or went. Several between the same boxes are one line.
 *
 * @param isWhole whether each workload has a box of its own, so that all of them can be drawn
 */
export function connections(reach: Reach | undefined, inside: readonly ServiceNode[], isWhole: boolean): Connections {
    const all = (reach?.edges ?? []).filter(
        (edge) => edge.from !== edge.to && (edge.isDeclared || edge.status !== "present"),
    );
    const changed = new Set(inside.filter(({ content }) => content.op !== "same").flatMap(({ ids }) => ids));
    // Almost everything asks the cluster's DNS and its node; lines to them would hide all others.
    const common = new Set((reach?.ends ?? []).filter(({ kind }) => COMMON.has(kind)).map(({ id }) => id));
    const particular = all.filter(
        ({ from, to, status }) => status !== "present" || !(common.has(from) || common.has(to)),
    );
    const drawn = isWhole ? particular : notable(particular, changed);
    const touched = new Set(drawn.flatMap(({ from, to }) => [from, to]));
    const outside = (reach?.ends ?? [])
        .filter(({ id, kind }) => kind !== "workload" && touched.has(id))
        .map(({ id, name, kind }) => ({
            content: groupContent(kind === "group" ? "others" : "outside", revealed(name)),
            ids: [id],
        }));
    const places = new Map([...inside, ...outside].flatMap(({ ids }, place) => ids.map((id) => [id, place] as const)));
    const placed = drawn.flatMap((edge) => {
        const [from, to] = [places.get(edge.from), places.get(edge.to)];
        return from === undefined || to === undefined || from === to ? [] : [{ ...edge, from, to }];
    });
    const edges = [...groupBy(placed, ({ from, to }) => `${from} ${to}`).values()].flatMap(merged);
    return { outside, edges, undrawn: all.length - drawn.length };
}

/** What comes and goes, and where there is room for it what leads to and from a workload that changes. */
function notable(edges: readonly ReachEdge[], changed: ReadonlySet<string>): readonly ReachEdge[] {
    const moved = edges.filter(({ status }) => status !== "present");
    const near = edges.filter(({ status, from, to }) => status === "present" && (changed.has(from) || changed.has(to)));
    return moved.length + near.length <= MAX_EDGES ? [...moved, ...near] : moved;
}

function merged(
    alike: readonly (Omit<ReachEdge, "from" | "to"> & Pick<ServiceEdge, "from" | "to">)[],
): readonly ServiceEdge[] {
    const [first] = alike;
    if (first === undefined) {
        return [];
    }
    const ports = [...new Set(alike.flatMap((edge) => edge.ports))].toSorted(compare).join(", ");
    const isUniform = alike.every(({ status }) => status === first.status);
    return [
        {
            from: first.from,
            to: first.to,
            title: revealed(ports),
            status: isUniform ? first.status : "present",
            isSound: alike.every(({ isDeclared, isPossible }) => isDeclared && isPossible),
        },
    ];
}
