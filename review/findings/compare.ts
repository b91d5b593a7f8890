import { compare } from "../../core/compare";
import type { ReviewFinding } from "../model/finding";
import type { FoundOnce } from "./found";

const LEVELS: readonly ReviewFinding["level"][] = ["mandatory", "advisory"];
const STATUSES: readonly ReviewFinding["status"][] = ["new", "present", "gone"];
const SEVERITIES: readonly ReviewFinding["severity"][] = ["critical", "high", "medium", "low"];

/**
 * The findings of a stack beside those that it had before: new ones first, mandatory before advice, the gravest first. One that moves within
 * its resource, because something comes before it, is still the same one. Advice that becomes mandatory is new: now it stops the update.
 *
 * @param base what was found before. @default nothing is known of before, and all are taken for present
 */
export function compareFindings(head: readonly FoundOnce[], base?: readonly FoundOnce[]): readonly ReviewFinding[] {
    if (base === undefined) {
        return head.map(({ finding }) => withStatus(finding, "present")).toSorted(inOrder);
    }
    const before = [...base];
    const present = new Set<FoundOnce>();
    for (const keyOf of KEYS) {
        for (const one of head.filter((candidate) => !present.has(candidate))) {
            const at = before.findIndex((other) => keyOf(other) === keyOf(one));
            if (at >= 0) {
                before.splice(at, 1);
                present.add(one);
            }
        }
    }
    return [
        ...head.map((one) => withStatus(one.finding, present.has(one) ? "present" : "new")),
        ...before.map(({ finding }) => withStatus(finding, "gone")),
    ].toSorted(inOrder);
}

/** What makes two findings the same one: the most exact first. */
const KEYS: readonly ((found: FoundOnce) => string)[] = [
    ({ identity, finding: { rule, level, path, message } }) => JSON.stringify([rule, level, identity, path, message]),
    ({ identity, finding: { rule, level, path } }) => JSON.stringify([rule, level, identity, path]),
    ({ identity, finding: { rule, level } }) => JSON.stringify([rule, level, identity]),
];

function withStatus(finding: FoundOnce["finding"], status: ReviewFinding["status"]): ReviewFinding {
    return { status, ...finding };
}

function inOrder(one: ReviewFinding, other: ReviewFinding): number {
    return (
        STATUSES.indexOf(one.status) - STATUSES.indexOf(other.status) ||
        LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
        SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
        compare(one.rule, other.rule) ||
        compare(one.resource, other.resource) ||
        compare(one.path, other.path)
    );
}
