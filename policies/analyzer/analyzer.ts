import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import { helmRendered } from "../judging/helm-rendered";
import type { Judged } from "../judging/judged";
import type { PackConfig } from "../judging/pack-config";
import { SecretTexts } from "../judging/secret-texts";
import { type Remedy, StackJudge } from "../judging/stack-judge";
import type { OpenRelease } from "../judging/subjects";
import { mayConcern } from "../model/evaluate";
import { type RawResource, settled, toResources } from "../model/resource";
import type { RuleMetadata, Subject } from "../model/rule";
import { RULES } from "../rules";
import { engineSecrets, openSecrets } from "./secrets";

/** Judges one stack as the engine asks for it. An analyzer lives as long as one operation. */
export class Analyzer {
    private judging: StackJudge;
    private areSettingsJudged = false;
    private readonly secrets = new SecretTexts();
    /** What the program asks for, by URN: the engine does not repeat it at the end. */
    private readonly inputs = new Map<string | undefined, RawResource["props"]>();

    constructor(private readonly openRelease: OpenRelease) {
        this.judging = new StackJudge({ openRelease });
    }

    /** The engine sends the configuration before the first resource, with a level for each rule. */
    configure(config: PackConfig): void {
        this.judging = new StackJudge({ config, openRelease: this.openRelease });
        this.areSettingsJudged = false;
    }

    /** What the program asks for, judged before it is done. */
    async analyze(request: RawResource): Promise<readonly Judged[]> {
        const raw = { ...request, props: openSecrets(request.props, this.secrets) };
        this.inputs.set(raw.urn, raw.props);
        const settings = this.areSettingsJudged ? [] : this.judging.judgeSettings(toResources(raw)[0]);
        this.areSettingsJudged = true;
        const { judged } = await this.judging.judgeResource(raw);
        return this.secrets.hide([...settings, ...judged]);
    }

    /** The rules that change resources. */
    get remedial(): readonly RuleMetadata[] {
        return this.judging.remedial;
    }

    /** What the rules at the level `remediate` make of what the program asks for, secrets still marked. */
    remediate(request: RawResource): readonly Remedy[] {
        return this.judging.remedies(request, engineSecrets);
    }

    /** All resources as they are after the update. */
    async analyzeStack(requests: readonly RawResource[]): Promise<readonly Judged[]> {
        const subjects: (readonly Subject[])[] = [];
        for (const { props: outputs, ...request } of requests) {
            const props = this.inputs.get(request.urn) ?? {};
            subjects.push(
                await this.judging.read(settled({ ...request, props, outputs: openSecrets(outputs, this.secrets) })),
            );
        }
        return this.secrets.hide([...this.judging.judgeStack(subjects.flat()), ...this.judging.judgeExemptions()]);
    }
}

/** The rules that say nothing of resources of a type, whatever is in them. */
export function notApplicable(type: string): readonly RuleMetadata[] {
    const rules = RULES.filter((rule) => !mayConcern(rule, type));
    return type === HELM_RELEASE ? rules : [...rules, helmRendered];
}
