import pc from "picocolors";
import { kindOf, nameOf } from "../../core/engine/urn";
import { visible } from "../../core/faults/visible";
import { wrap } from "../../core/faults/wrap";
import { groupBy } from "../../core/group-by";
import { changeLine } from "../../review/changes/change-line";
import type { Danger } from "../../review/model/danger";
import type { EngineStep } from "../../review/steps";
import { COLUMNS } from "./columns";

const INDENT = " ".repeat(10);

/** More of a kind are counted; `--diff` names all. */
const MOST_NAMES = 3;

const VERBS: ReadonlyMap<string, string> = new Map([
    ["replace", pc.magenta("replace ")],
    ["delete", "delete  "],
]);

/** What is replaced or deleted without being a danger, by cause and kind: nothing is in it that another could not replace. */
export function replacedLines(steps: readonly EngineStep[], dangers: readonly Danger[]): readonly string[] {
    const told = new Set(dangers.map(({ urn }) => urn));
    const others = steps.filter(({ op, urn }) => VERBS.has(op) && !told.has(urn));
    const alike = groupBy(others, (step) => [step.op, ...causesOf(step)].join("\0"));
    return others.length === 0
        ? []
        : [
              "",
              pc.bold(`Replaced or deleted besides, with nothing in them: ${others.length}`),
              ...[...alike.values()].flatMap(entry),
          ];
}

function entry(alike: readonly EngineStep[]): readonly string[] {
    const [first] = alike;
    const kinds = [...groupBy(alike, ({ type }) => kindOf(type))].map(([kind, same]) =>
        same.length > MOST_NAMES
            ? `${same.length} ${kind}`
            : `${kind} ${same.map(({ urn }) => nameOf(urn)).join(", ")}`,
    );
    const lines = wrap(visible(kinds.join("; ")), COLUMNS, INDENT);
    const verb = `  ${VERBS.get(first?.op ?? "")}`;
    return [
        ...lines.map((line, index) => (index === 0 ? `${verb}${line.slice(INDENT.length)}` : line)),
        ...(first ? causesOf(first) : []).flatMap((cause) => wrap(visible(cause), COLUMNS, INDENT).map(pc.dim)),
    ];
}

function causesOf({ changes = [] }: EngineStep): readonly string[] {
    return changes.filter(({ replaces }) => replaces).map(changeLine);
}
