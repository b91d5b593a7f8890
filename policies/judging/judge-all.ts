import type { Exempted } from "../exemptions/exemption";
import { qualifiedKind } from "../model/identity";
import { type RawResource, settled, toResources } from "../model/resource";
import type { Subject } from "../model/rule";
import type { Judged } from "./judged";
import { type JudgeSettings, StackJudge } from "./stack-judge";
import { hasTraits } from "./traits";

/**
 * Judges resources as the policy pack does under `pulumi policy analyze`, without an engine.
 *
 * Resources of a stack are taken in the order of the stack. Manifests have none, so namespaces, and what else others are judged by, are read first.
 *
 * @param onJudged is told after each resource how many are judged. @default nobody is
 * @param unread files that may hold resources and could not be read. @default none
 * @returns what was found, resource by resource, then relations, then what concerns the pack's settings
 */
export async function judgeAll(
    raws: readonly RawResource[],
    settings: JudgeSettings = {},
    onJudged?: (count: number) => void,
    unread: readonly string[] = [],
): Promise<readonly Judged[]> {
    return (await judgeWhole(raws, settings, onJudged, unread)).judged;
}

/** What there is to say of resources as a whole. */
export interface Judgement {
    readonly judged: readonly Judged[];
    /** Everything that was judged, what Helm releases install too. */
    readonly subjects: readonly Subject[];
    /** The exemptions, and how many findings each has kept from being told. */
    readonly exempted: readonly Exempted[];
}

/** {@link judgeAll}, with what it has judged and what was exempt. */
export async function judgeWhole(
    raws: readonly RawResource[],
    settings: JudgeSettings = {},
    onJudged?: (count: number) => void,
    unread: readonly string[] = [],
): Promise<Judgement> {
    const judging = new StackJudge(settings);
    const [first] = raws;
    const found: (readonly Judged[])[] = [
        judging.judgeSettings(first?.urn === undefined ? undefined : toResources(first)[0]),
    ];
    const subjects: (readonly Subject[])[] = [];
    for (const raw of declarationsFirst(raws)) {
        const { judged, subjects: asked } = await judging.judgeResource(raw);
        found.push(judged);
        subjects.push(raw.outputs === undefined ? asked : await judging.read(settled(raw)));
        onJudged?.(subjects.length);
    }
    const all = subjects.flat();
    const judged = [...found, judging.judgeStack(all, unread), judging.judgeExemptions()].flat();
    return { judged, subjects: all, exempted: judging.exempted };
}

/** Manifests come in any order, so what others are judged by is read first; a stack has its order already. */
function declarationsFirst(raws: readonly RawResource[]): readonly RawResource[] {
    const isDeclaration = ({ type, urn }: RawResource) => urn === undefined && isJudgedBy(type);
    return [...raws.filter(isDeclaration), ...raws.filter((raw) => !isDeclaration(raw))];
}

/** Whether other objects are judged by those of a type, or by the members of its lists. */
function isJudgedBy(type: string): boolean {
    const [, group = "", kind = ""] = /^kubernetes:(.+)\/[^/]+:(.+?)(?:List)?$/.exec(type) ?? [];
    const name = qualifiedKind(group === "core" ? "" : group, kind);
    return name === "Namespace" || hasTraits(name);
}
