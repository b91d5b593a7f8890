import { compare } from "../../core/compare";
import type { RawResource } from "../../policies/model/resource";
import type { Reach, ReachEdge, ReachEnd } from "../model/reach";
import { Groups } from "./groups";
import { type EdgeFacts, edgesOf, type Link } from "./link";
import { type ReadOptions, readStack } from "./read-stack";
import { StackLinks } from "./stack-links";

/** What {@link reachOf} compares with, and how resources are read. */
export interface ReachOptions extends ReadOptions {
    /** Resources of the base. @default none: nothing is new or gone */
    readonly base?: readonly RawResource[];
}

/**
 * Who may reach whom in a stack, by the policies of both ends, and what is declared.
 *
 * @param head every resource of the stack
 */
export async function reachOf(head: readonly RawResource[], options: ReachOptions = {}): Promise<Reach> {
    const now = await linksOf(head, options);
    const before = options.base && (await linksOf(options.base, options));
    const parts = [...new Set([...now.keys(), ...(before?.keys() ?? [])])].map((cluster) =>
        compareLinks(now.get(cluster), before && { links: before.get(cluster) }),
    );
    const ends = new Map(parts.flatMap((part) => part.ends.map((end) => [end.id, end])));
    return {
        ends: [...ends.values()].toSorted((one, other) => compare(one.id, other.id)),
        edges: parts.flatMap(({ edges }) => edges).toSorted(byEnds),
        undetermined: [...new Set([...now.values()].flatMap(({ undetermined }) => undetermined))],
    };
}

/** The links in each cluster of a stack, by what its workloads' ids begin with. */
export async function linksOf(
    raws: readonly RawResource[],
    options: ReadOptions,
): Promise<ReadonlyMap<string, StackLinks>> {
    return new Map((await readStack(raws, options)).map((read) => [read.prefix, new StackLinks(read)]));
}

/** A base that has not got the cluster has nothing in it. */
function compareLinks(
    head: StackLinks | undefined,
    before: { readonly links: StackLinks | undefined } | undefined,
): Pick<Reach, "ends" | "edges"> {
    const [base, hasBase] = [before?.links, before !== undefined];
    const ends = new Map<string, ReachEnd>();
    for (const links of [base, head]) {
        for (const [id, { end }] of links?.workloads ?? []) {
            ends.set(id, end);
        }
    }
    const groups = new Groups(new Map(ends));
    const none: ReadonlyMap<string, Link> = new Map();
    for (const id of ends.keys()) {
        const [is, was] = [head?.linksTo(id) ?? none, base?.linksTo(id) ?? none];
        for (const [client, link] of is) {
            groups.add(client, id, link, was.get(client), hasBase);
        }
        for (const [client, link] of was) {
            if (!is.has(client)) {
                groups.add(client, id, undefined, link, hasBase);
            }
        }
    }
    const edges = [...groups.edges(), ...outerEdges(head, base, hasBase, ends)];
    return { ends: [...ends.values(), ...groups.ends()], edges };
}

function outerEdges(
    head: StackLinks | undefined,
    base: StackLinks | undefined,
    hasBase: boolean,
    ends: Map<string, ReachEnd>,
): readonly ReachEdge[] {
    const found = new Map<string, { from: string; to: string; is?: Link; was?: Link }>();
    for (const [links, when] of [[base, "was"] as const, [head, "is"] as const]) {
        for (const workload of links?.workloads.values() ?? []) {
            for (const { from, to, link } of links?.outerLinks(workload) ?? []) {
                ends.set(from.id, from);
                ends.set(to.id, to);
                const key = `${from.id}\n${to.id}`;
                found.set(key, { ...found.get(key), from: from.id, to: to.id, [when]: link });
            }
        }
    }
    return [...found.values()].flatMap(({ from, to, is, was }) =>
        edgesOf(is, was, hasBase).map((facts: EdgeFacts) => ({ from, to, ...facts })),
    );
}

function byEnds(one: ReachEdge, other: ReachEdge): number {
    return compare(one.from, other.from) || compare(one.to, other.to);
}
