import { kindOf, nameOf, typeOf } from "../../core/engine/urn";
import { groupBy } from "../../core/group-by";
import type { Danger } from "../model/danger";

/** Dangers of one sort, as every view shows them. */
export interface DangerGroup {
    /** What they have in common, in words. */
    readonly title: string;
    /** grave: makes the command fail; notable: has to be known before somebody says yes; usual: comes with most changes. */
    readonly weight: "grave" | "notable" | "usual";
    /** How many there are; {@link entries} has fewer where some are alike. */
    readonly count: number;
    readonly entries: readonly DangerEntry[];
}

/** Resources of which the same is to be said. */
export interface DangerEntry extends Omit<Danger, "urn"> {
    readonly urns: readonly string[];
}

interface Sort extends Pick<DangerGroup, "title" | "weight"> {
    readonly has: (danger: Danger) => boolean;
}

/** In the order in which they are told; a danger is of the first sort that has it. */
const SORTS: readonly Sort[] = [
    {
        title: "Refused",
        weight: "grave",
        has: ({ kind }) => kind === "refused",
    },
    {
        title: "Changes that lose data",
        weight: "grave",
        has: ({ isStateful }) => isStateful,
    },
    {
        title: "Changes that others notice, or that cannot be taken back",
        weight: "notable",
        has: ({ kind }) => kind !== "roll" && kind !== "grow" && kind !== "run",
    },
    {
        title: "Node groups whose nodes are all replaced, a few at a time",
        weight: "usual",
        has: ({ kind, type }) => kind === "roll" && type.startsWith("aws:"),
    },
    {
        title: "Workloads whose pods are all replaced",
        weight: "usual",
        has: ({ kind }) => kind === "roll",
    },
    {
        title: "Claims that grow in place, while their pods run",
        weight: "usual",
        has: ({ kind }) => kind === "grow",
    },
    {
        title: "Tasks that run, before what needs them is rolled out",
        weight: "usual",
        has: ({ kind }) => kind === "run",
    },
];

/** The dangers as a reader is told of them, the gravest first; what is alike stands together. Sorts without any are left out. */
export function dangerGroups(dangers: readonly Danger[]): readonly DangerGroup[] {
    const bySort = groupBy(dangers, (danger) => SORTS.find(({ has }) => has(danger)));
    return SORTS.flatMap((sort) => {
        const found = bySort.get(sort) ?? [];
        const { title, weight } = sort;
        return found.length === 0 ? [] : [{ title, weight, count: found.length, entries: entriesOf(found) }];
    });
}

function entriesOf(dangers: readonly Danger[]): readonly DangerEntry[] {
    const alike = groupBy(dangers.map(told), ({ urn: _, ...rest }) => JSON.stringify(rest));
    return [...alike.values()].flatMap((some) => {
        const [first] = some;
        if (first === undefined) {
            return [];
        }
        const { urn: _, ...common } = first;
        return [{ ...common, urns: some.map(({ urn }) => urn) }];
    });
}

function told(danger: Danger): Danger {
    // What changes in a template is one of the changes; that the pods go is what has to be known.
    // What a claim loses by growing, the way back, names both sizes.
    if ((danger.kind === "roll" && !danger.type.startsWith("aws:")) || danger.kind === "grow") {
        return { ...danger, causes: [] };
    }
    return danger.kind === "run" && danger.causes.length === 0 ? { loss: "it has no Job", ...danger } : danger;
}

/** Resources, and things that the engine does not know, by what they are: the kind with the names of all of it. */
export function namesByKind(what: readonly string[]): readonly (readonly [kind: string, names: readonly string[]])[] {
    const named = what.map((one): readonly [string, string] => {
        const [kind = "", ...name] = one.split(" ");
        return one.startsWith("urn:") ? [kindOf(typeOf(one)), nameOf(one)] : [kind, name.join(" ")];
    });
    return [...groupBy(named, ([kind]) => kind)].map(([kind, all]) => [kind, all.map(([, name]) => name)] as const);
}
