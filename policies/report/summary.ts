import { helmRendered } from "../judging/helm-rendered";
import { undeterminedRelation, undeterminedRule } from "../judging/undetermined";
import { identityOf, type Report } from "./report";

/** `3 violations, 2 advice in 4 of 120 resources (12 files)` */
export function summary({ findings, resources, files }: Report): string {
    const violations = findings.filter(({ level }) => level === "mandatory").length;
    const affected = resourcesOf(findings);
    const found = `${plural(violations, "violation")}, ${findings.length - violations} advice`;
    const where = affected.size === 0 ? "" : `${affected.size} of `;
    return `${found} in ${where}${plural(resources, "resource")} (${plural(files.length, "file")})`;
}

/** What the numbers do not cover; nothing when everything was read and decided. */
export function notChecked({ findings, faults }: Report): readonly string[] {
    const found = (...ids: readonly string[]) => resourcesOf(findings.filter(({ rule }) => ids.includes(rule.id))).size;
    const parts = [
        [faults.length, "place", "that could not be read"],
        [found(undeterminedRule.id), "resource", "with values that are not known yet"],
        [found(undeterminedRelation.id), "resource", "of which it is not known whether it fits the others"],
        [found(helmRendered.id), "Helm release", "that could not be opened"],
    ] as const;
    const told = parts.filter(([number]) => number > 0).map(([number, noun, why]) => `${plural(number, noun)} ${why}`);
    return told.length === 0 ? [] : [`Not checked: ${told.join(", ")}`];
}

function resourcesOf(findings: Report["findings"]): ReadonlySet<string> {
    return new Set(
        findings.flatMap(({ resource, file }) => (resource === undefined ? [] : [`${file} ${identityOf(resource)}`])),
    );
}

export function plural(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
