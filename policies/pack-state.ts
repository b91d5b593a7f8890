import { type EngineResource, fromEngine, isSameRequest } from "./adapters/crossguard";
import { EXEMPTIBLE } from "./all-rules";
import { POD_TEMPLATES, type PodTemplateLocation } from "./model/pod-templates";
import { type RawResource, settled } from "./model/resource";
import type { RuleConfig } from "./model/rule";
import { Stack } from "./model/stack";
import { readSettings, type Settings } from "./settings";
import { StackFacts } from "./stack-facts";
import { isSame, type OpenRelease, type Reading, Subjects } from "./subjects";
import { OpenRules } from "./undetermined";
import { type JudgingContext, today } from "./verdict";

/** How a program adapts the pack; all of it is optional. */
export interface PackOptions {
    /**
     * Kinds that make pods besides those of {@link POD_TEMPLATES}.
     * @default none
     */
    readonly podTemplates?: readonly PodTemplateLocation[];
    /**
     * Renders Helm releases, so that what they install is judged.
     * @default releases stay closed, and are not reported for it
     */
    readonly openRelease?: OpenRelease;
}

/** What the policies of a pack share while they judge one stack. */
export class PackState {
    /** What rules, and then relations, could not decide. */
    readonly open = new OpenRules();
    readonly openRelations = new OpenRules();
    private readonly facts = new StackFacts();
    /** What the program asks for, by URN: the engine does not repeat it at the end. */
    private readonly inputs = new Map<string, RawResource["props"]>();
    /** A pack lives as long as one operation. */
    private readonly today = today();
    private last: { readonly raw: RawResource; readonly reading: Reading | Promise<Reading> } | undefined;
    private settings: Settings | undefined;
    private subjects: Subjects;
    private stack: { readonly raws: readonly RawResource[]; readonly stack: Promise<Stack> } | undefined;

    constructor(private readonly options: PackOptions) {
        this.subjects = this.newSubjects([]);
    }

    /**
     * Reads the pack's settings, once; the policy that owns them comes first in the pack.
     *
     * @returns the settings, or `undefined` when they were read before
     */
    configure(config: RuleConfig): Settings | undefined {
        if (this.settings !== undefined) {
            return undefined;
        }
        this.settings = readSettings(config, EXEMPTIBLE, this.today);
        this.subjects = this.newSubjects(this.settings.podTemplates);
        this.last = undefined;
        return this.settings;
    }

    get context(): JudgingContext {
        return { facts: this.facts, today: this.today, exemptions: this.settings?.exemptions };
    }

    /** The resource that is being judged, read once for all rules that look at it in turn. */
    read(resource: EngineResource): Reading | Promise<Reading> {
        if (this.last !== undefined && isSameRequest(this.last.raw, resource)) {
            return this.last.reading;
        }
        const raw = fromEngine(resource);
        if (this.last === undefined || !isSame(this.last.raw, raw)) {
            this.inputs.set(resource.urn, raw.props);
            this.last = { raw, reading: this.subjects.read(raw) };
        }
        return this.last.reading;
    }

    /** All resources as they are after the update, read once for all relations. */
    readStack(resources: readonly EngineResource[]): Promise<Stack> {
        const raws = resources.map((resource) => {
            const { props: outputs, ...raw } = fromEngine(resource);
            return settled({ ...raw, props: this.inputs.get(resource.urn) ?? {}, outputs });
        });
        if (this.stack === undefined || !isSameStack(this.stack.raws, raws)) {
            this.stack = { raws, stack: this.readAll(raws) };
        }
        return this.stack.stack;
    }

    private async readAll(raws: readonly RawResource[]): Promise<Stack> {
        const readings = [];
        for (const raw of raws) {
            readings.push(await this.subjects.read(raw));
        }
        return new Stack(readings.flatMap(({ subjects }) => subjects));
    }

    private newSubjects(podTemplates: readonly PodTemplateLocation[]): Subjects {
        const all = [...POD_TEMPLATES, ...(this.options.podTemplates ?? []), ...podTemplates];
        return new Subjects(all, this.facts, this.options.openRelease);
    }
}

function isSameStack(one: readonly RawResource[], other: readonly RawResource[]): boolean {
    return (
        one.length === other.length &&
        one.every((raw, index) => {
            const twin = other[index];
            return twin !== undefined && isSame(raw, twin);
        })
    );
}
