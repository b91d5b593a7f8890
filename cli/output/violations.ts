import type { PolicyEvent } from "@pulumi/pulumi/automation";
import pc from "picocolors";
import { withoutMarks } from "../../core/engine/plain-text";
import { nameOf, shortType, typeOf } from "../../core/engine/urn";
import { wrap } from "../../core/faults/wrap";
import { groupBy } from "../../core/group-by";
import { COLUMNS } from "./columns";

/**
 * Violations under the rule that they break: what the rule says stands once, and each fault once with all that have it.
 *
 * @param isNew whether the change brings it. @default nothing is compared
 */
export function violationLines(
    title: string,
    paint: (text: string) => string,
    violations: readonly PolicyEvent[],
    isNew: (violation: PolicyEvent) => boolean = () => false,
): readonly string[] {
    if (violations.length === 0) {
        return [];
    }
    const lines: string[] = ["", paint(title)];
    for (const [rule, found] of groupBy(violations, (violation) => violation.policyName)) {
        // The description is the first line of every message of the rule.
        const [description] = plain(found[0]?.message ?? "").split("\n");
        lines.push(`  ${paint(pc.bold(rule))}: ${description}`);
        for (const [fault, alike] of groupBy(found, faultOf)) {
            for (const violation of alike) {
                const { resourceUrn } = violation;
                const mark = isNew(violation) ? paint(" (new)") : "";
                lines.push(`    ${resourceUrn ? named(resourceUrn) : "whole stack"}${mark}`);
            }
            if (fault !== "") {
                lines.push(...fault.split("\n").flatMap((line) => wrap(line, COLUMNS, "      ")));
            }
        }
    }
    return lines;
}

function faultOf({ message }: PolicyEvent): string {
    return plain(message).split("\n").slice(1).join("\n");
}

function named(urn: string): string {
    return `${shortType(typeOf(urn))} ${pc.bold(nameOf(urn))}`;
}

/** The engine's text without its colour marks and repeated blank lines. */
function plain(message: string): string {
    return withoutMarks(message)
        .split("\n")
        .filter((line) => line.trim() !== "")
        .join("\n");
}
