import { type ResourceRemediation, type ResourceValidationArgs, Secret } from "@pulumi/policy";
import { mayConcern } from "../model/evaluate";
import type { Rule } from "../model/rule";
import { editsOf, type Props, type SecretMarks, withEdits } from "../remediation";
import type { Reading } from "../subjects";
import type { JudgingContext } from "../verdict";
import { type EngineResource, fromEngine } from "./crossguard";

/** What a remediation needs of the pack. */
interface Reader {
    readonly context: JudgingContext;
    read(resource: EngineResource): Reading | Promise<Reading>;
}

/** In a remediation the SDK keeps secrets apart, so that what comes back can be encrypted again. */
const SECRETS: SecretMarks = {
    isSecret: (data) => data instanceof Secret,
    open: (data) => (data instanceof Secret ? data.value : data),
    close: (value) => new Secret(value),
};

/**
 * A rule's remediation for CrossGuard, which runs it at the level `remediate`. Resources that are exempt from the rule are
 * left alone, and so is everything that is unknown.
 */
export function toRemediation(rule: Rule, pack: Reader): ResourceRemediation {
    return async (args: ResourceValidationArgs) => {
        if (!mayConcern(rule, args.type)) {
            return undefined;
        }
        const { props } = fromEngine(args);
        const { subjects } = await pack.read({ ...args, props: opened(props) as Props });
        const { exemptions, facts, today } = pack.context;
        const edits = subjects
            // What a Helm release installs cannot be changed from here.
            .filter(({ resource }) => resource.release === undefined && exemptions?.covers(rule.id, resource) !== true)
            .flatMap((subject) =>
                editsOf(rule, subject, { config: args.getConfig(), today, ...facts.contextOf(subject.resource) }),
            );
        return withEdits(props, edits, SECRETS);
    };
}

/** A copy without the marks of secrets, for rules to read. */
function opened(data: unknown): unknown {
    if (data instanceof Secret) {
        return opened(data.value);
    }
    if (Array.isArray(data)) {
        return data.map(opened);
    }
    const isPlain = typeof data === "object" && data !== null && Object.getPrototypeOf(data) === Object.prototype;
    return isPlain ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, opened(value)])) : data;
}
