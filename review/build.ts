import { nameOf, typeOf } from "../core/engine/urn";
import type { PackConfig } from "../policies/judging/pack-config";
import type { OpenRelease } from "../policies/judging/subjects";
import type { RawResource } from "../policies/model/resource";
import { readEngineState, toRawResource } from "../policies/sources/engine-resource";
import { costOf } from "./cost/cost";
import type { StatePair, States } from "./dangers/states";
import { compareFindings } from "./findings/compare";
import { judgeStack } from "./findings/found";
import { type Ancestor, settingsLines } from "./findings/settings-line";
import type { Danger } from "./model/danger";
import type { Review } from "./model/review";
import { openOnce } from "./open-once";
import { reachOf } from "./reach/reach-of";
import { allResources, type Dependencies, resourcesAt } from "./resources";
import { type EngineStep, stepsOf } from "./steps";
import { versionsOf } from "./versions/versions-of";

/** What the engine and the repository told: all that a review is made from. */
export interface ReviewMaterial {
    readonly run: Omit<Review, Computed>;
    readonly steps: readonly EngineStep[];
    /** Every resource before and after, those that stay too; in the order of the stack. */
    readonly states: States;
    /** In the order of the state before the change, as far as that is known. */
    readonly dependencies: Dependencies;
    readonly dangers: readonly Danger[];
    /** How the stack is judged. @default not at all: the operation does not run the program */
    readonly judging?: {
        readonly head: PackConfig;
        /** How it was judged before the change. @default as it is now */
        readonly base?: PackConfig;
        /** Renders Helm releases. @default they stay closed */
        readonly openRelease?: OpenRelease;
        /** The stack's settings, as findings name them. */
        readonly file: string;
        /** What stands in them. */
        readonly text: string;
    };
}

/** What {@link buildReview} adds. */
type Computed =
    | "version"
    | "isCompared"
    | "steps"
    | "dangers"
    | "findings"
    | "exemptions"
    | "reach"
    | "cost"
    | "versions"
    | "images"
    | "resources"
    | "unknownOutputs";

/** The one model of a preview, of which every output is a view. */
export async function buildReview({
    run,
    states,
    judging,
    dependencies,
    ...material
}: ReviewMaterial): Promise<Review> {
    const place = new Map([...dependencies.keys()].map((urn, index) => [urn, index]));
    const all = [...states];
    // The engine tells last of what goes; others were judged by it when it was there.
    const before = all.toSorted(([one], [other]) => (place.get(one) ?? 0) - (place.get(other) ?? 0));
    const hasBase = all.some(([, { old }]) => old !== undefined);
    const head = resourcesAt("new", states, dependencies);
    const base = hasBase ? { base: resourcesAt("old", states, dependencies) } : {};
    const cost = costOf(head, base);
    return {
        version: 1,
        ...run,
        isCompared: hasBase,
        unknownOutputs: material.steps.reduce((sum, { unknowns }) => sum + unknowns, 0),
        steps: [...stepsOf(material.steps)],
        dangers: [...material.dangers],
        ...(await policyViews(rawsAt("new", all), hasBase ? rawsAt("old", before) : undefined, {
            states,
            ...(judging && { judging }),
        })),
        ...(cost !== undefined && { cost }),
        versions: versionsOf(head, base),
        resources: [...allResources(states, dependencies)],
    };
}

/** What the rules and their model of the stack say. */
async function policyViews(
    head: readonly RawResource[],
    base: readonly RawResource[] | undefined,
    { states, judging }: Pick<ReviewMaterial, "states" | "judging">,
): Promise<Pick<Review, "findings" | "exemptions" | "images" | "reach">> {
    if (judging === undefined) {
        return { findings: [], exemptions: [], images: [] };
    }
    const { file } = judging;
    const findLine = settingsLines(judging.text);
    const lineOf = (urn: string) => findLine(lineageOf(urn, states));
    const openRelease = judging.openRelease && openOnce(judging.openRelease);
    const opener = openRelease ? { openRelease } : {};
    const found = await judgeStack(head, { config: judging.head, ...opener }, file);
    const was = base && (await judgeStack(base, { config: judging.base ?? judging.head, ...opener }, file));
    return {
        findings: compareFindings(found.findings, was?.findings).map((finding) => {
            // What goes is nowhere any more.
            const line = finding.urn === undefined || finding.status === "gone" ? undefined : lineOf(finding.urn);
            return { ...finding, ...(line !== undefined && { line }) };
        }),
        exemptions: [...found.exemptions],
        images: [...found.images],
        reach: await reachOf(head, { config: judging.head, ...opener, ...(base && { base }) }),
    };
}

/** Whether the API server would take the objects is the provider's to say: their types are not looked at here. */
function rawsAt(when: "old" | "new", states: readonly (readonly [string, StatePair])[]): readonly RawResource[] {
    const opened = new Set<string>();
    return states.flatMap(([urn, pair]) => {
        const state = pair[when];
        const read = state && readEngineState({ urn, ...state, protect: state.isProtected });
        return read === undefined || "problem" in read || read.delete ? [] : [toRawResource(read, opened)];
    });
}

/** The components that a resource belongs to, the nearest first. */
function lineageOf(urn: string, states: States): readonly Ancestor[] {
    const parent = states.get(urn)?.new?.parent;
    return parent === undefined ? [] : [{ type: typeOf(parent), name: nameOf(parent) }, ...lineageOf(parent, states)];
}
