import pc from "picocolors";
import { nameOf, shortType } from "../../core/engine/urn";
import type { PropertyChange } from "../../review/changes/property-changes";
import { gravityOf, lossOf } from "../../review/dangers/data-loss";
import type { Step } from "../engine/operation";
import { changeText } from "./change-text";

/** Something that an operation does beyond changing resources in place. */
export interface Consequence {
    /** `roll` replaces every node of a node group, a few at a time; `run` runs a task, a Job that others wait for. */
    readonly kind: "replace" | "delete" | "roll" | "run";
    readonly urn: string;
    readonly type: string;
    /** What goes with it, where that is more than the resource. */
    readonly loss?: string;
    /** The changes that cause it; none for a resource that the program does not name any more. */
    readonly causes: readonly PropertyChange[];
}

const JOB = "kubernetes:batch/v1:Job";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

/** A change of these makes EKS replace every node of a group. */
const ROLLING = /^(launchTemplate|version|releaseVersion)\b/;

/** What is replaced, deleted, rolled and run; what holds data comes first, the gravest before the others. */
export function consequencesOf(steps: readonly Step[]): readonly Consequence[] {
    return steps
        .flatMap((step) => consequenceOf(step) ?? [])
        .sort((a, b) => rank(a) - rank(b) || (a.urn < b.urn ? -1 : 1));
}

function consequenceOf({ op, urn, type, changes = [] }: Step): Consequence | undefined {
    if (type === JOB && (op === "create" || op === "replace")) {
        return { kind: "run", urn, type, causes: changes.filter(({ replaces }) => replaces) };
    }
    const about = { urn, type, ...(lossOf(type) && { loss: lossOf(type) ?? "" }) };
    if (op === "delete") {
        return { kind: "delete", ...about, causes: [] };
    }
    if (op === "replace") {
        return { kind: "replace", ...about, causes: changes.filter(({ replaces }) => replaces) };
    }
    const causes = type === NODE_GROUP && op === "update" ? changes.filter(({ path }) => ROLLING.test(path)) : [];
    return causes.length > 0 ? { kind: "roll", urn, type, causes } : undefined;
}

function rank({ kind, type }: Consequence): number {
    return gravityOf(type) * 10 + ["delete", "replace", "roll", "run"].indexOf(kind);
}

/** The consequences for a reader: what holds data one by one with its cause, the rest by cause and type. */
export function consequenceLines(steps: readonly Step[]): readonly string[] {
    const all = consequencesOf(steps);
    const gone = all.filter(({ kind }) => kind === "delete" || kind === "replace");
    const [grave, others] = [gone.filter(({ loss }) => loss), gone.filter(({ loss }) => !loss)];
    const rolled = all.filter(({ kind }) => kind === "roll");
    const run = all.filter(({ kind }) => kind === "run");
    return [
        ...(gone.length > 0
            ? [
                  "",
                  pc.bold(
                      `Replaced or deleted: ${gone.length}${grave.length > 0 ? `, ${grave.length} with what they hold` : ""}`,
                  ),
              ]
            : []),
        ...grave.flatMap((one) => [`  ${verb(one)} ${named(one)} ${pc.red(`(${one.loss})`)}`, ...causeLines(one)]),
        ...groupLines(others),
        ...(rolled.length > 0
            ? ["", pc.bold(`Node groups whose nodes are all replaced, a few at a time: ${rolled.length}`)]
            : []),
        ...rolled.flatMap((one) => [`  ${verb(one)} ${named(one)}`, ...causeLines(one)]),
        ...(run.length > 0 ? ["", pc.bold(`Tasks that run, before what needs them is rolled out: ${run.length}`)] : []),
        ...run.flatMap((one) => [
            `  ${verb(one)} ${named(one)}${one.causes.length > 0 ? "" : " (it has no Job)"}`,
            ...causeLines(one),
        ]),
    ];
}

function verb({ kind }: Consequence): string {
    return {
        delete: pc.red("delete "),
        replace: pc.magenta("replace"),
        roll: pc.yellow("roll   "),
        run: pc.green("run    "),
    }[kind];
}

function named({ type, urn }: Consequence): string {
    return `${pc.dim(shortType(type))} ${pc.bold(nameOf(urn))}`;
}

function causeLines({ causes }: Consequence): readonly string[] {
    return causes.map((cause) => `      ${causeText(cause)}`);
}

function causeText(cause: PropertyChange): string {
    if (cause.path === "provider") {
        return "its provider is replaced: it is in another cluster or account";
    }
    if (cause.path.includes("pulumi.com/replaceUnready")) {
        return "it has not succeeded";
    }
    return changeText(cause);
}

/** What has one cause stands together, by type. */
function groupLines(consequences: readonly Consequence[]): readonly string[] {
    const byCause = groupBy(consequences, (one) => [one.kind, ...one.causes.map(causeText)].join("\0"));
    return byCause.flatMap((group) => {
        const [first] = group;
        if (!first) {
            return [];
        }
        const lines = groupBy(group, ({ type }) => type).map((same) => {
            const names = same.map(({ urn }) => nameOf(urn)).join(", ");
            return `${pc.dim(shortType(same[0]?.type ?? ""))} ${names}`;
        });
        const [only] = lines;
        if (lines.length === 1) {
            return [`  ${verb(first)} ${only}`, ...causeLines(first)];
        }
        return [`  ${verb(first)} ${group.length} others`, ...causeLines(first), ...lines.map((line) => `    ${line}`)];
    });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
    const groups = new Map<string, T[]>();
    for (const item of items) {
        groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
    }
    return [...groups.values()];
}
