import type { Graphviz } from "@hpcc-js/wasm-graphviz";
import { groupBy } from "../../../../core/group-by";
import { type Block, type Content, framed, type Line, leaf, wrapped } from "./block";
import type { ServiceEdge } from "./connections";
import { groupContent } from "./content";
import type { ServiceGraph, ServiceNode } from "./services";

const WIDTH = 168;
const HEIGHT = 44;
const GAP = 16;
/** Graphviz measures boxes in inches of 72 points. */
const INCH = 72;

/** Boxes that nothing connects stand in lines that make their group about as high as wide. */
function perLine(boxes: number): number {
    return Math.max(2, Math.ceil(Math.sqrt(boxes / 2)));
}

type Numbered = ServiceNode & { readonly place: number };

/**
 * Lays out what runs in the cluster: namespaces that are connected are laid out together, all others stand in lines beside them.
 * Graphviz gets numbers and sizes alone, so that no name is ever read as a part of its language.
 */
export function placeServices(graphviz: Graphviz, graph: ServiceGraph, maxWidth: number): Block {
    const nodes = graph.nodes.map((node, place) => ({ ...node, place }));
    const groups = connected(nodes, graph.edges).map((group) => placeGroup(graphviz, graph, group));
    const empty = [...graph.namespaces].filter(([name]) => !nodes.some(({ namespace }) => namespace === name));
    const frames = empty.map(([, content]) =>
        framed(content, leaf(groupContent("others", "no workload"), WIDTH, HEIGHT / 2)),
    );
    const [wide, narrow] = [
        groups.filter(({ width }) => width > maxWidth / 2),
        groups.filter(({ width }) => width <= maxWidth / 2),
    ];
    return wrapped([...wide, ...narrow, ...frames], maxWidth, GAP);
}

/** Groups of nodes that share a namespace or are connected. */
function connected(nodes: readonly Numbered[], edges: readonly ServiceEdge[]): readonly (readonly Numbered[])[] {
    const keyOf = ({ namespace, place }: Numbered) => namespace ?? `\0${place}`;
    const roots = new Map(nodes.map((node) => [keyOf(node), keyOf(node)]));
    const rootOf = (key: string): string => {
        const parent = roots.get(key) ?? key;
        return parent === key ? key : rootOf(parent);
    };
    for (const { from, to } of edges) {
        const [one, other] = [nodes[from], nodes[to]];
        if (one !== undefined && other !== undefined) {
            roots.set(rootOf(keyOf(one)), rootOf(keyOf(other)));
        }
    }
    return [...groupBy(nodes, (node) => rootOf(keyOf(node))).values()];
}

function placeGroup(graphviz: Graphviz, graph: ServiceGraph, nodes: readonly Numbered[]): Block {
    const members = new Set(nodes.map(({ place }) => place));
    const edges = graph.edges.filter(({ from }) => members.has(from));
    if (edges.length === 0) {
        const leaves = nodes.map(({ content }) => leaf(content, WIDTH, HEIGHT));
        const inner = wrapped(leaves, perLine(leaves.length) * (WIDTH + GAP), GAP);
        const frame = graph.namespaces.get(nodes[0]?.namespace ?? "");
        return frame === undefined ? inner : framed(frame, inner);
    }
    const namespaces = [...new Set(nodes.flatMap(({ namespace }) => namespace ?? []))];
    const layout: Layout = JSON.parse(graphviz.layout(dot(nodes, edges, namespaces), "json", "dot"));
    return toBlock(layout, nodes, edges, (name) => {
        const namespace = namespaces[Number(name)];
        return namespace === undefined ? undefined : graph.namespaces.get(namespace);
    });
}

function dot(nodes: readonly Numbered[], edges: readonly ServiceEdge[], namespaces: readonly string[]): string {
    const touched = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const clusters = namespaces.map((name, index) => {
        const own = nodes.filter(({ namespace }) => namespace === name).map(({ place }) => place);
        const idle = own.filter((place) => !touched.has(place));
        const chains = idle.flatMap((place, at) =>
            at % perLine(idle.length) === 0 ? [] : `n${idle[at - 1]} -> n${place} [style=invis];`,
        );
        return `subgraph cluster_${index} { margin=14; label=" "; ${own.map((place) => `n${place};`).join(" ")} ${chains.join(" ")} }`;
    });
    const free = nodes.filter(({ namespace }) => namespace === undefined).map(({ place }) => `n${place};`);
    const arrows = edges.map(({ from, to }, index) => `n${from} -> n${to} [id=e${index}];`);
    return [
        "digraph { graph [rankdir=LR nodesep=0.18 ranksep=0.7];",
        `node [shape=box fixedsize=true label="" width=${WIDTH / INCH} height=${HEIGHT / INCH}];`,
        ...clusters,
        ...free,
        ...arrows,
        "}",
    ].join("\n");
}

/** What Graphviz answers in its format json; positions count from the bottom left. */
interface Layout {
    readonly bb: string;
    readonly objects?: readonly { readonly name: string; readonly bb?: string; readonly pos?: string }[];
    readonly edges?: readonly { readonly id?: string; readonly pos?: string }[];
}

function toBlock(
    { bb, objects = [], edges = [] }: Layout,
    nodes: readonly Numbered[],
    arrows: readonly ServiceEdge[],
    frameOf: (name: string) => Content | undefined,
): Block {
    const [, , width = 0, height = 0] = numbers(bb);
    const byPlace = new Map(nodes.map(({ place, content }) => [place, content]));
    const frames = objects.flatMap(({ name, bb: box }) => {
        const content = name.startsWith("cluster_") ? frameOf(name.slice("cluster_".length)) : undefined;
        const [left = 0, bottom = 0, right = 0, top = 0] = numbers(box ?? "");
        return content === undefined
            ? []
            : [{ ...content, x: left, y: height - top, width: right - left, height: top - bottom }];
    });
    const boxes = objects.flatMap(({ name, pos }) => {
        const content = byPlace.get(Number(name.slice(1)));
        const [x = 0, y = 0] = numbers(pos ?? "");
        return content === undefined || !name.startsWith("n")
            ? []
            : [{ ...content, x: x - WIDTH / 2, y: height - y - HEIGHT / 2, width: WIDTH, height: HEIGHT }];
    });
    const lines = edges.flatMap(({ id = "", pos = "" }) => {
        const arrow = arrows[Number(id.slice(1))];
        return arrow === undefined || id === "" ? [] : [toLine(arrow, pos, height)];
    });
    return { width, height, shapes: [...frames, ...boxes], lines };
}

/** A spline as Graphviz writes it: the point of the arrow after `e,`, then the start and three points for each curve. */
function toLine({ title, status, isSound }: ServiceEdge, pos: string, height: number): Line {
    const parts = pos
        .split(" ")
        .map((part) => ({ isTip: part.startsWith("e,"), at: numbers(part.replace(/^[es],/, "")) }));
    const flip = ([x = 0, y = 0]: readonly number[]) => [x, height - y] as const;
    const curve = parts.filter(({ isTip }) => !isTip).map(({ at }) => flip(at));
    const tip = parts.filter(({ isTip }) => isTip).map(({ at }) => flip(at));
    return { points: [...curve, ...tip], title, status, isSound };
}

function numbers(text: string): readonly number[] {
    return text.split(",").map(Number);
}
