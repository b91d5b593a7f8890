import { isDeepStrictEqual } from "node:util";
import { concerns, toSubject, withDefaults } from "../model/evaluate";
import { POD_TEMPLATES, type PodTemplateLocation } from "../model/pod-templates";
import { type RawResource, type Resource, toResources } from "../model/resource";
import type { Rule, RuleContext, Subject } from "../model/rule";

export type Props = RawResource["props"];

/** One place to write, by the keys that lead to it from the resource's properties; `undefined` removes it. */
interface Edit {
    readonly keys: readonly (string | number)[];
    readonly value: unknown;
}

/** How a source marks secrets in its data, so that what is written in one stays one. */
export interface SecretMarks {
    readonly isSecret: (data: unknown) => boolean;
    readonly open: (secret: unknown) => unknown;
    readonly close: (value: unknown) => unknown;
}

const NO_SECRETS: SecretMarks = { isSecret: () => false, open: (data) => data, close: (data) => data };

export interface RemediationOptions {
    /** @default the kinds that every rule over pods knows */
    readonly podTemplates?: readonly PodTemplateLocation[];
    /** @default none */
    readonly secrets?: SecretMarks;
    /** What a rule may know of a resource besides the resource itself. @default nothing */
    readonly contextOf?: (resource: Resource) => Partial<RuleContext>;
    /** @default none */
    readonly isExempt?: (resource: Resource) => boolean;
}

/**
 * The properties of a resource as a rule wants them, or `undefined` where it has nothing to change. What is unknown, and
 * everything that the rule does not name, stays as it is; the properties that were given are not changed.
 */
export function remediate(
    rule: Rule,
    raw: RawResource,
    context: RuleContext,
    { podTemplates = POD_TEMPLATES, secrets = NO_SECRETS, contextOf, isExempt }: RemediationOptions = {},
): Props | undefined {
    const opened = { ...raw, props: opener(secrets)(raw.props) as Props };
    const edits = toResources(opened).flatMap((resource) => {
        const wanted = editsOf(rule, toSubject(resource, podTemplates), { ...context, ...contextOf?.(resource) });
        return wanted.length > 0 && isExempt?.(resource) === true ? [] : wanted;
    });
    return withEdits(raw.props, edits, secrets);
}

/** Takes the marks of secrets from data, for rules to read. Data without secrets stays the same object. */
export function opener(secrets: SecretMarks): (data: unknown) => unknown {
    function opened(data: unknown): unknown {
        if (secrets.isSecret(data)) {
            return opened(secrets.open(data));
        }
        if (Array.isArray(data)) {
            return data.map(opened);
        }
        return typeof data === "object" && data !== null
            ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, opened(value)]))
            : data;
    }
    return (data) => (holdsSecret(data, secrets) ? opened(data) : data);
}

/** What a rule writes in a resource. */
function editsOf(rule: Rule, subject: Subject, context: RuleContext): readonly Edit[] {
    if (rule.remediate === undefined || !concerns(rule, subject.resource)) {
        return [];
    }
    const amendments = rule.remediate(subject, { ...context, config: withDefaults(rule, context.config) });
    return [...amendments].flatMap(({ at, to }) => (at.isUnknown ? [] : [{ keys: at.keys, value: to }]));
}

/** A copy of the properties with the edits made, or `undefined` where that makes no difference. */
function withEdits(props: Props, edits: readonly Edit[], secrets: SecretMarks): Props | undefined {
    const written = edits.reduce<Props>((data, edit) => write(data, edit.keys, edit.value, secrets) as Props, props);
    return isDeepStrictEqual(written, props) ? undefined : written;
}

function write(data: unknown, keys: readonly (string | number)[], value: unknown, secrets: SecretMarks): unknown {
    if (secrets.isSecret(data)) {
        return secrets.close(write(secrets.open(data), keys, value, secrets));
    }
    const [key, ...rest] = keys;
    if (key === undefined) {
        return holdsSecret(data, secrets) ? secrets.close(value) : value;
    }
    if (Array.isArray(data)) {
        return data.map((item: unknown, index) => (index === key ? write(item, rest, value, secrets) : item));
    }
    // A field of the wrong type is for the API server to refuse.
    if (data !== undefined && data !== null && typeof data !== "object") {
        return data;
    }
    const { [key]: child, ...others } = (data ?? {}) as Record<string | number, unknown>;
    const written = write(child, rest, value, secrets);
    return written === undefined ? others : { ...others, [key]: written };
}

function holdsSecret(data: unknown, secrets: SecretMarks): boolean {
    return (
        secrets.isSecret(data) ||
        (typeof data === "object" &&
            data !== null &&
            Object.values(data).some((child: unknown) => holdsSecret(child, secrets)))
    );
}
