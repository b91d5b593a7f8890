import { EXEMPTIBLE } from "./all-rules";
import { HELM_RENDERED, notRenderedFinding } from "./helm-rendered";
import type { Judged } from "./judgement";
import { mayConcern } from "./model/evaluate";
import { POD_TEMPLATES } from "./model/pod-templates";
import { type RawResource, type Resource, settled, toResources } from "./model/resource";
import type { Finding, RuleMetadata, Subject } from "./model/rule";
import { Stack } from "./model/stack";
import { levelOf, type PackConfig, parametersOf } from "./pack-config";
import { RELATIONS } from "./relations";
import { RULES } from "./rules";
import { EXEMPTION_UNUSED, readSettings, SETTINGS, type Settings, settingsFindings, unusedFindings } from "./settings";
import { StackFacts } from "./stack-facts";
import { type OpenRelease, type Reading, Subjects } from "./subjects";
import { type Open, UNDETERMINED, UNDETERMINED_RELATION, undeterminedFinding, unknownsLevel } from "./undetermined";
import { type JudgingContext, relationVerdict, today, verdictOn } from "./verdict";

export interface JudgeSettings {
    /** @default every rule at its own level */
    readonly config?: PackConfig;
    /** Renders Helm releases. @default they are judged unopened, and not reported for it */
    readonly openRelease?: OpenRelease;
    /** Kubernetes minor version where no resource tells it, for example `1.36`. @default unknown */
    readonly clusterVersion?: string;
}

/**
 * Judges resources as the CrossGuard pack does under `pulumi policy analyze`, without an engine.
 *
 * Resources of a stack are taken in the order of the stack. Manifests have none, so their namespaces are read first.
 *
 * @returns what was found, resource by resource, then relations, then what concerns the pack's settings
 */
export async function judge(raws: readonly RawResource[], settings: JudgeSettings = {}): Promise<readonly Judged[]> {
    const judging = new Judging(settings);
    judging.judgeSettings(raws[0]);
    const subjects: Subject[] = [];
    for (const raw of declarationsFirst(raws)) {
        const { subjects: asked } = await judging.judgeResource(raw);
        subjects.push(...(raw.outputs === undefined ? asked : await judging.read(settled(raw))));
    }
    judging.judgeStack(subjects);
    return judging.finish();
}

class Judging {
    private readonly found: Judged[] = [];
    private readonly texts = new Map<string, string>();
    private readonly config: PackConfig;
    private readonly context: JudgingContext;
    private readonly subjects: Subjects;
    private readonly settings: Settings;

    constructor({ config = {}, clusterVersion, openRelease }: JudgeSettings) {
        this.config = config;
        const date = today();
        this.settings = readSettings(parametersOf(SETTINGS.id, config), EXEMPTIBLE, date);
        const facts = new StackFacts(clusterVersion);
        this.context = { facts, today: date, exemptions: this.settings.exemptions };
        this.subjects = new Subjects([...POD_TEMPLATES, ...this.settings.podTemplates], facts, openRelease);
    }

    /** @param first what the engine would hold the settings against: it has no violations without a resource */
    judgeSettings(first: RawResource | undefined): void {
        const resource = first?.urn === undefined ? undefined : toResources(first)[0];
        for (const finding of settingsFindings(this.settings)) {
            this.add(SETTINGS, finding, resource);
        }
    }

    async judgeResource(raw: RawResource): Promise<Reading> {
        const reading = await this.subjects.read(raw);
        const open: Open[] = [];
        for (const rule of RULES) {
            if (!mayConcern(rule, raw.type) || this.isOff(rule)) {
                continue;
            }
            for (const subject of reading.subjects) {
                const verdict = verdictOn(rule, subject, parametersOf(rule.id, this.config), this.context);
                for (const finding of verdict.findings) {
                    this.add(rule, finding, subject.resource);
                }
                open.push(...verdict.undetermined.map((path) => ({ rule: rule.id, path })));
            }
        }
        const resource = reading.subjects[0]?.resource;
        if (reading.notRendered !== undefined) {
            this.add(HELM_RENDERED, notRenderedFinding(reading.notRendered), resource);
        }
        this.addOpen(UNDETERMINED, open, resource);
        return reading;
    }

    async read(raw: RawResource): Promise<readonly Subject[]> {
        return (await this.subjects.read(raw)).subjects;
    }

    judgeStack(subjects: readonly Subject[]): void {
        const stack = new Stack(subjects);
        const open = new Map<Resource, readonly Open[]>();
        for (const relation of RELATIONS.filter((one) => !this.isOff(one))) {
            const config = parametersOf(relation.id, this.config);
            const { findings, undetermined } = relationVerdict(relation, stack, config, this.context);
            for (const { resource, ...finding } of findings) {
                this.add(relation, finding, resource);
            }
            for (const one of undetermined) {
                const paths = one.paths.map((path) => ({ rule: relation.id, path }));
                open.set(one.resource, [...(open.get(one.resource) ?? []), ...paths]);
            }
        }
        for (const [resource, all] of open) {
            this.addOpen(UNDETERMINED_RELATION, all, resource);
        }
    }

    /** Everything that was found, the exemptions that covered none of it last. */
    finish(): readonly Judged[] {
        for (const finding of unusedFindings(this.context.exemptions)) {
            this.add(EXEMPTION_UNUSED, finding);
        }
        return this.found;
    }

    private isOff(rule: RuleMetadata): boolean {
        return levelOf(rule, this.config) === "disabled";
    }

    private addOpen(rule: RuleMetadata, open: readonly Open[], resource: Resource | undefined): void {
        if (open.length > 0) {
            const level = unknownsLevel(parametersOf(rule.id, this.config));
            this.add(rule, undeterminedFinding(open), resource, level);
        }
    }

    /** Thousands of objects have the same faults at the same paths: their texts take most of the memory when each has its own. */
    private shared(text: string): string {
        const known = this.texts.get(text);
        if (known === undefined) {
            this.texts.set(text, text);
        }
        return known ?? text;
    }

    private add(rule: RuleMetadata, finding: Finding, resource?: Resource, level?: Judged["level"]): void {
        const configured = levelOf(rule, this.config);
        if (configured !== "disabled") {
            this.found.push({
                path: this.shared(finding.path),
                message: this.shared(finding.message),
                rule,
                level: level ?? (configured === "advisory" ? "advisory" : "mandatory"),
                ...(resource !== undefined && { resource }),
            });
        }
    }
}

/** Manifests come in any order, so what others are judged by is read first; a stack has its order already. */
function declarationsFirst(raws: readonly RawResource[]): readonly RawResource[] {
    const isDeclaration = ({ type, urn }: RawResource) =>
        urn === undefined && /^kubernetes:core\/v1:Namespace(List)?$/.test(type);
    return [...raws.filter(isDeclaration), ...raws.filter((raw) => !isDeclaration(raw))];
}
