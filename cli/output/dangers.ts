import pc from "picocolors";
import { kindOf, nameOf, typeOf } from "../../core/engine/urn";
import { visible } from "../../core/faults/visible";
import { wrap } from "../../core/faults/wrap";
import { groupBy } from "../../core/group-by";
import type { Danger, Effect } from "../../review/model/danger";
import { COLUMNS } from "./columns";

const INDENT = " ".repeat(10);

/** More names than these are counted. */
const MOST_NAMES = 4;

type Paint = (text: string) => string;

const VERBS: Readonly<Record<Danger["kind"], Paint>> = {
    delete: pc.red,
    replace: pc.magenta,
    update: pc.yellow,
    roll: pc.yellow,
    run: pc.green,
    refused: pc.red,
};

/** The dangers for a reader, the gravest first: what takes data along, what else is lost, what is renewed and what runs. */
export function dangerLines(dangers: readonly Danger[]): readonly string[] {
    const stateful = dangers.filter(({ isStateful }) => isStateful);
    const others = dangers.filter(({ isStateful }) => !isStateful);
    const renewed = others.filter(({ kind }) => kind === "roll");
    const [nodes, pods] = [renewed.filter(isOfNodes), renewed.filter((one) => !isOfNodes(one))];
    const tasks = others.filter(({ kind }) => kind === "run");
    const refused = others.filter(({ kind }) => kind === "refused");
    const known = others.filter((one) => ![renewed, tasks, refused].some((some) => some.includes(one)));
    return [
        ...section(`Refused when the update was rehearsed: ${refused.length}`, pc.red, refused),
        ...section(`Changes that lose data: ${stateful.length}`, pc.red, stateful),
        ...section(`Changes that others notice, or that cannot be taken back: ${known.length}`, pc.yellow, known),
        ...section(`Node groups whose nodes are all replaced, a few at a time: ${nodes.length}`, pc.yellow, nodes),
        // What changes in a template is one of the changes; that the pods go is what has to be known.
        ...section(
            `Workloads whose pods are all replaced: ${pods.length}`,
            pc.yellow,
            pods.map((one) => ({ ...one, causes: [] })),
        ),
        ...section(`Tasks that run, before what needs them is rolled out: ${tasks.length}`, pc.green, tasks),
    ];
}

function isOfNodes({ type }: Danger): boolean {
    return type.startsWith("aws:");
}

function section(title: string, paint: Paint, dangers: readonly Danger[]): readonly string[] {
    if (dangers.length === 0) {
        return [];
    }
    // What is alike stands together.
    const groups = groupBy(dangers, ({ urn: _, ...rest }) => JSON.stringify(rest));
    return ["", paint(pc.bold(title)), ...[...groups.values()].flatMap((alike) => entry(alike, paint))];
}

function entry(alike: readonly Danger[], paint: Paint): readonly string[] {
    const [first] = alike;
    if (first === undefined) {
        return [];
    }
    const { kind, type, loss, causes, takesAlong, affects, isStateful, isAllowed } = first;
    const names = wrap(`${kindOf(type)} ${alike.map(({ urn }) => visible(nameOf(urn))).join(", ")}`, COLUMNS, INDENT);
    const verb = `  ${VERBS[kind](kind.padEnd(INDENT.length - 2))}`;
    const none = kind === "run" && causes.length === 0 ? "it has no Job" : undefined;
    return [
        ...names.map((line, index) => pc.bold(index === 0 ? `${verb}${line.slice(INDENT.length)}` : line)),
        ...painted(loss ?? none, paint),
        ...painted(
            takesAlong.length === 0 ? undefined : `takes along, with no step of its own: ${list(takesAlong)}`,
            paint,
        ),
        ...affects.flatMap((effect) => painted(effectText(effect), pc.yellow)),
        ...causes.flatMap((cause) => painted(cause, pc.dim)),
        ...(isStateful && isAllowed ? painted("allowed", pc.green) : []),
    ];
}

function effectText({ what, how }: Effect): string {
    return `${list(what)} ${how}`;
}

/** Names under their kinds, of many the first. */
function list(what: readonly string[]): string {
    const named = what.map((one): readonly [string, string] => {
        const [kind = "", ...name] = one.split(" ");
        return one.startsWith("urn:") ? [kindOf(typeOf(one)), nameOf(one)] : [kind, name.join(" ")];
    });
    const byKind = [...groupBy(named, ([kind]) => kind)];
    return byKind.map(([kind, all]) => `${kind} ${most(all.map(([, name]) => name))}`).join("; ");
}

/** As many as a reader takes in at a glance. */
function most(names: readonly string[]): string {
    const more = names.length - MOST_NAMES;
    return more > 0 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more` : names.join(", ");
}

function painted(text: string | undefined, paint: Paint): readonly string[] {
    return text === undefined ? [] : wrap(visible(text), COLUMNS, INDENT).map(paint);
}
