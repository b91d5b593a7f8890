import pc from "picocolors";
import { kindOf, nameOf } from "../../core/engine/urn";
import { visible } from "../../core/faults/visible";
import { wrap } from "../../core/faults/wrap";
import { type DangerEntry, type DangerGroup, dangerGroups, namesByKind } from "../../review/dangers/groups";
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
    grow: pc.green,
    run: pc.green,
    refused: pc.red,
};

const TONES: Readonly<Record<DangerGroup["weight"], Paint>> = { grave: pc.red, notable: pc.yellow, usual: pc.yellow };

/** The dangers for a reader, the gravest first: what takes data along, what else is lost, what is renewed and what runs. */
export function dangerLines(dangers: readonly Danger[]): readonly string[] {
    return dangerGroups(dangers).flatMap(({ title, count, weight, entries }) => {
        const paint = entries.every(({ kind }) => kind === "run" || kind === "grow") ? pc.green : TONES[weight];
        return ["", paint(pc.bold(`${title}: ${count}`)), ...entries.flatMap((one) => entry(one, paint))];
    });
}

function entry(one: DangerEntry, paint: Paint): readonly string[] {
    const { kind, type, urns, loss, causes, takesAlong, affects, isStateful, isAllowed } = one;
    const names = wrap(`${kindOf(type)} ${urns.map((urn) => visible(nameOf(urn))).join(", ")}`, COLUMNS, INDENT);
    const verb = `  ${VERBS[kind](kind.padEnd(INDENT.length - 2))}`;
    return [
        ...names.map((line, index) => pc.bold(index === 0 ? `${verb}${line.slice(INDENT.length)}` : line)),
        ...painted(loss, paint),
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
    return namesByKind(what)
        .map(([kind, names]) => `${kind} ${most(names)}`)
        .join("; ");
}

/** As many as a reader takes in at a glance. */
function most(names: readonly string[]): string {
    const more = names.length - MOST_NAMES;
    return more > 0 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more` : names.join(", ");
}

function painted(text: string | undefined, paint: Paint): readonly string[] {
    return text === undefined ? [] : wrap(visible(text), COLUMNS, INDENT).map(paint);
}
