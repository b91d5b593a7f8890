import { today } from "../../core/today";
import type { Exempted, Exemptions } from "../exemptions/exemption";
import { teardownExemptions } from "../exemptions/teardown";
import { evaluate, mayConcern } from "../model/evaluate";
import { POD_TEMPLATES, type PodTemplateLocation } from "../model/pod-templates";
import type { RawResource, Resource } from "../model/resource";
import type { Finding, Rule, RuleConfig, RuleMetadata, Subject } from "../model/rule";
import { viewsOf } from "../model/views";
import { RELATIONS } from "../relations";
import { RULES } from "../rules";
import { EXEMPTIBLE } from "./all-rules";
import { helmRendered, notRenderedFinding } from "./helm-rendered";
import type { Judged } from "./judged";
import { levelOf, type PackConfig, parametersOf } from "./pack-config";
import { relationFindings } from "./relation-findings";
import { type Props, remediate, type SecretMarks } from "./remediation";
import { withoutRepeats } from "./repeats";
import {
    exemptionUnused,
    readSettings,
    type Settings,
    settingsFindings,
    settingsRule,
    unusedFindings,
} from "./settings";
import { SharedTexts } from "./shared-texts";
import { StackFacts } from "./stack-facts";
import { byUrn, type OpenRelease, Subjects } from "./subjects";
import { type Open, undeterminedFinding, undeterminedRelation, undeterminedRule, unknownsLevel } from "./undetermined";

export interface JudgeSettings {
    /** @default every rule at its own level */
    readonly config?: PackConfig;
    /** Renders Helm releases. @default they are judged unopened, and not reported for it */
    readonly openRelease?: OpenRelease;
    /** Kubernetes minor version where no resource tells it, for example `1.36`. @default unknown */
    readonly clusterVersion?: string;
}

/** A rule that is not switched off, with the parameters that the configuration gives it. */
interface ActiveRule {
    readonly rule: Rule;
    readonly config: RuleConfig;
}

/** What a remediation makes of a resource. */
export interface Remedy {
    readonly rule: Rule;
    readonly props: Props;
}

/**
 * Judges one stack, resource by resource and then as a whole. It remembers what later verdicts rest on: the version of the
 * cluster, the labels of namespaces, the exemptions that were needed.
 */
export class StackJudge {
    /** The rules that are at the level `remediate` and know what to change. */
    readonly remedial: readonly Rule[];
    private readonly config: PackConfig;
    private readonly today = today();
    private readonly settings: Settings;
    /** What the stack itself may break while it is about to go; its component comes before what is in it. */
    private teardown: Exemptions | undefined;
    private readonly facts: StackFacts;
    private readonly podTemplates: readonly PodTemplateLocation[];
    private readonly subjects: Subjects;
    private readonly active: readonly ActiveRule[];
    private readonly activeByType = new Map<string, readonly ActiveRule[]>();
    private readonly texts = new SharedTexts();

    constructor({ config = {}, clusterVersion, openRelease }: JudgeSettings) {
        this.config = config;
        this.settings = readSettings(parametersOf(settingsRule.id, config), EXEMPTIBLE, this.today);
        this.facts = new StackFacts(clusterVersion);
        this.podTemplates = [...POD_TEMPLATES, ...this.settings.podTemplates];
        this.subjects = new Subjects(this.podTemplates, this.facts, openRelease);
        this.active = RULES.filter((rule) => !this.isOff(rule)).map((rule) => ({
            rule,
            config: parametersOf(rule.id, config),
        }));
        this.remedial = this.active
            .map(({ rule }) => rule)
            .filter((rule) => rule.remediate !== undefined && levelOf(rule, config) === "remediate");
    }

    /** @param resource what the engine holds the settings against: it knows no violation without a resource */
    judgeSettings(resource?: Resource): readonly Judged[] {
        const found: Judged[] = [];
        for (const finding of settingsFindings(this.settings)) {
            this.add(found, settingsRule, finding, resource);
        }
        return found;
    }

    /** Everything to judge in one resource, once its chart is rendered. */
    async read(raw: RawResource): Promise<readonly Subject[]> {
        return (await this.subjects.read(raw)).subjects;
    }

    /** @returns what the rules say of the resource, and everything that it is or installs */
    async judgeResource(raw: RawResource): Promise<{
        readonly judged: readonly Judged[];
        readonly subjects: readonly Subject[];
    }> {
        const { subjects, notRendered, unknown } = await this.subjects.read(raw);
        const [{ resource } = { resource: undefined }] = subjects;
        this.teardown ??= resource && teardownExemptions(resource, this.today);
        const judged: Judged[] = [];
        const open: Open[] = [];
        const contexts = subjects.map(({ resource }) => this.facts.contextOf(resource));
        for (const { rule, config } of this.activeFor(raw.type)) {
            for (const [index, subject] of subjects.entries()) {
                const context = { config, today: this.today, ...contexts[index] };
                const { findings, undetermined } = evaluate(rule, subject, context);
                if (findings.length > 0 && !this.isExempt(rule, subject.resource, findings.length)) {
                    for (const finding of findings) {
                        this.add(judged, rule, finding, subject.resource);
                    }
                }
                for (const path of undetermined) {
                    open.push({ rule: rule.id, path });
                }
            }
        }
        if (resource !== undefined) {
            this.settings.exemptions?.meet(resource, notRendered !== undefined);
        }
        if (notRendered !== undefined) {
            this.add(judged, helmRendered, notRenderedFinding(notRendered), resource);
        }
        if (unknown !== undefined) {
            open.push({ rule: helmRendered.id, path: unknown });
        }
        this.addOpen(judged, undeterminedRule, open, resource);
        return { judged: withoutRepeats(judged), subjects };
    }

    /**
     * @param subjects everything in the stack, as it is after the update; the engine sends it in no certain order
     * @param unread files that may hold objects and could not be read
     */
    judgeStack(subjects: readonly Subject[], unread: readonly string[] = []): readonly Judged[] {
        const judged: Judged[] = [];
        const open = new Map<Resource, readonly Open[]>();
        const relations = RELATIONS.filter((one) => !this.isOff(one));
        for (const { stack, isHome } of viewsOf([...subjects].sort(byUrn), unread)) {
            for (const relation of relations) {
                const config = parametersOf(relation.id, this.config);
                const facts = { today: this.today, ...this.facts.version };
                const { findings, undetermined } = relationFindings(relation, stack, { config, ...facts });
                for (const { resource, ...finding } of findings) {
                    if (isHome(resource) && !this.isExempt(relation, resource, 1)) {
                        this.add(judged, relation, finding, resource);
                    }
                }
                for (const one of undetermined.filter(({ resource }) => isHome(resource))) {
                    const places = one.places.map((place) => ({ rule: relation.id, ...place }));
                    open.set(one.resource, [...(open.get(one.resource) ?? []), ...places]);
                }
            }
        }
        for (const [resource, all] of open) {
            this.addOpen(judged, undeterminedRelation, all, resource);
        }
        return judged;
    }

    /** The exemptions, and how many findings each has kept from being told so far. */
    get exempted(): readonly Exempted[] {
        const needed = this.teardown?.exempted.filter(({ findings }) => findings > 0) ?? [];
        return [...(this.settings.exemptions?.exempted ?? []), ...needed];
    }

    /** The exemptions that have covered nothing, once everything is judged. */
    judgeExemptions(): readonly Judged[] {
        const found: Judged[] = [];
        for (const finding of unusedFindings(this.settings.exemptions)) {
            this.add(found, exemptionUnused, finding);
        }
        return found;
    }

    /** What the rules at the level `remediate` make of a resource, one after the other. Resources that are exempt stay as they are. */
    remedies(raw: RawResource, secrets: SecretMarks): readonly Remedy[] {
        let { props } = raw;
        return this.activeFor(raw.type)
            .filter(({ rule }) => this.remedial.includes(rule))
            .flatMap(({ rule, config }) => {
                const mended = remediate(
                    rule,
                    { ...raw, props },
                    { config, today: this.today },
                    {
                        secrets,
                        podTemplates: this.podTemplates,
                        contextOf: (resource) => this.facts.contextOf(resource),
                        isExempt: (resource) => this.isExempt(rule, resource),
                    },
                );
                props = mended ?? props;
                return mended === undefined ? [] : [{ rule, props: mended }];
            });
    }

    /** The rules that may have something to say of resources of a type. */
    private activeFor(type: string): readonly ActiveRule[] {
        const known = this.activeByType.get(type);
        const active = known ?? this.active.filter(({ rule }) => mayConcern(rule, type));
        this.activeByType.set(type, active);
        return active;
    }

    private isOff(rule: RuleMetadata): boolean {
        return levelOf(rule, this.config) === "disabled";
    }

    private isExempt({ id }: RuleMetadata, resource: Resource, findings = 0): boolean {
        return [this.settings.exemptions, this.teardown].some((some) => some?.covers(id, resource, findings));
    }

    private addOpen(found: Judged[], rule: RuleMetadata, open: readonly Open[], resource?: Resource): void {
        if (open.length > 0) {
            const level = unknownsLevel(parametersOf(rule.id, this.config));
            this.add(found, rule, undeterminedFinding(open), resource, level);
        }
    }

    private add(
        found: Judged[],
        rule: RuleMetadata,
        { path, message, isAdvice, about }: Finding,
        resource?: Resource,
        level?: Judged["level"],
    ): void {
        if (!this.isOff(rule)) {
            const isAdvisory = isAdvice === true || levelOf(rule, this.config) === "advisory";
            found.push({
                path: this.texts.shared(path),
                message: this.texts.shared(message),
                rule,
                level: level ?? (isAdvisory ? "advisory" : "mandatory"),
                ...(about !== undefined && { about: this.texts.shared(about) }),
                ...(resource !== undefined && { resource }),
            });
        }
    }
}
