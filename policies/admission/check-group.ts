import type { PackConfig } from "../judging/pack-config";
import type { AdmissionCheck } from "./check";
import { settingsOf } from "./settings";

/** A check with what the configuration makes of it. */
export interface ConfiguredCheck extends Pick<AdmissionCheck, "rule" | "reads"> {
    readonly findings: string;
}

/**
 * How many checks a policy holds at most. All of a policy share its cost budget, and Kubernetes checks the types of each of its
 * expressions together with all of its variables, for each kind that it looks at.
 */
const MAX_CHECKS = 12;

/** Checks of the same requests at the same level, which one policy holds. */
export interface CheckGroup extends Required<Pick<AdmissionCheck, "targets" | "exclude">> {
    /** `<about>-<level>`, with a number from the second on of those that are too many for one policy. */
    readonly name: string;
    /** What becomes of an object in which something is found. */
    readonly level: "deny" | "warn";
    /** The namespaces that the checks are about. @default all but those of the system */
    readonly namespaces: readonly string[] | undefined;
    readonly checks: readonly ConfiguredCheck[];
}

/** The checks that a configuration puts in force, by what they look at and by level; in the order of the checks. */
export function groupChecks(checks: readonly AdmissionCheck[], packConfig: PackConfig): readonly CheckGroup[] {
    const groups = new Map<string, CheckGroup>();
    for (const { rule, about, targets, exclude = [], reads, ...check } of checks) {
        const settings = settingsOf(rule, packConfig);
        const findings = settings && check.findings(settings.config);
        if (settings === undefined || findings === undefined) {
            continue;
        }
        const level = settings.isMandatory ? "deny" : "warn";
        const namespaces = check.namespaces?.(settings.config);
        const shared = { name: `${about}-${level}`, targets, exclude, level, namespaces } as const;
        const key = JSON.stringify(shared);
        groups.set(key, { ...shared, checks: [...(groups.get(key)?.checks ?? []), { rule, reads, findings }] });
    }
    return [...groups.values()].flatMap(split);
}

function split(group: CheckGroup): readonly CheckGroup[] {
    const { name, checks } = group;
    return Array.from({ length: Math.ceil(checks.length / MAX_CHECKS) }, (_, index) => ({
        ...group,
        name: index === 0 ? name : `${name}-${index + 1}`,
        checks: checks.slice(index * MAX_CHECKS, (index + 1) * MAX_CHECKS),
    }));
}
