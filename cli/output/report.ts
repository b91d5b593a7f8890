import type { PolicyEvent } from "@pulumi/pulumi/automation";
import pc from "picocolors";
import { withoutMarks } from "../../core/engine/plain-text";
import { nameOf, shortType, typeOf } from "../../core/engine/urn";
import { helmRendered } from "../../policies/judging/helm-rendered";
import { plural } from "../../policies/report/summary";
import type { OperationResult, Step } from "../engine/operation";
import type { Target } from "../engine/session";
import { consequenceLines, consequencesOf } from "./consequences";
import { diffLines } from "./diff";
import { drainLines } from "./drains";
import { overviewLines } from "./overview";
import { changeSummary } from "./step-line";

/**
 * The result of an operation for a reader: violations by resource, the numbers, and last what is replaced or deleted.
 *
 * @param details `diff`: whether to list every property that changes; `overview`: what happened in each part of the platform
 */
export function operationReport(
    result: OperationResult,
    stack: string,
    details: { readonly diff: boolean; readonly overview: boolean } = { diff: false, overview: false },
): string {
    const mandatory = result.policyViolations.filter((violation) => violation.enforcementLevel === "mandatory");
    const advisory = result.policyViolations.filter((violation) => violation.enforcementLevel !== "mandatory");
    const unknowns = result.steps.reduce((sum, step) => sum + step.unknowns, 0);
    const lines = [
        ...(details.overview ? overviewLines(result.steps) : []),
        ...(details.diff ? diffLines(result.steps) : []),
        ...violationLines("Policy violations (mandatory)", pc.red, mandatory),
        // An update was previewed just before, and the preview has shown the advice.
        ...(result.operation === "up" ? [] : violationLines("Policy advice", pc.yellow, advisory)),
        ...(result.failure ? [result.failure] : []),
        "",
        `${pc.bold(`${result.operation} ${stack}`)}: ${outcome(result)}` + ` in ${result.durationSeconds.toFixed(1)} s`,
        `  resources  ${changeSummary(result.changes)}`,
    ];
    if (result.operation === "preview" || result.operation === "up") {
        const closed = closedReleases(result);
        const limits = closed.length > 0 ? pc.yellow(", without what the unopened releases install") : "";
        lines.push(`  policies   ${plural(mandatory.length, "violation")}, ${advisory.length} advice${limits}`);
        if (closed.length > 0) {
            const names = closed.map(nameOf).join(", ");
            lines.push(`  unopened   ${plural(closed.length, "Helm release")}: ${names}`);
        }
    }
    if (result.operation === "preview") {
        lines.push(`  unknown    ${plural(unknowns, "output value")}`);
    }
    lines.push(...consequenceLines(changing(result)), ...drainLines(changing(result)));
    return lines.join("\n");
}

/** Steps whose consequences are news: a destroy does nothing but delete, and a refresh only tells what is gone. */
function changing({ operation, steps }: OperationResult): readonly Step[] {
    return operation === "preview" || operation === "up" ? steps : [];
}

/** URNs of the releases whose charts the policy pack could not open. */
function closedReleases({ policyViolations }: OperationResult): readonly string[] {
    const closed = policyViolations.filter(({ policyName }) => policyName === helmRendered.id);
    return [...new Set(closed.flatMap(({ resourceUrn }) => resourceUrn ?? []))];
}

function outcome({ exitCode, cancelled }: OperationResult): string {
    if (exitCode === 0) {
        return pc.green("succeeded");
    }
    return cancelled ? pc.yellow("cancelled") : pc.red("failed");
}

/** Violations under the rule that they break: what the rule says stands once, and each fault once with all that have it. */
function violationLines(title: string, paint: (text: string) => string, violations: readonly PolicyEvent[]): string[] {
    if (violations.length === 0) {
        return [];
    }
    const lines = ["", paint(title)];
    for (const [rule, found] of groupBy(violations, (violation) => violation.policyName)) {
        // The description is the first line of every message of the rule.
        const [description] = plain(found[0]?.message ?? "").split("\n");
        lines.push(`  ${paint(pc.bold(rule))}: ${description}`);
        for (const [fault, alike] of groupBy(found, faultOf)) {
            lines.push(...alike.map(({ resourceUrn }) => `    ${resourceUrn ? named(resourceUrn) : "whole stack"}`));
            if (fault !== "") {
                lines.push(...fault.split("\n").map((line) => `      ${line}`));
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

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
    const groups = new Map<string, T[]>();
    for (const item of items) {
        groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
    }
    return groups;
}

/** The result of an operation for a program: one JSON document, with the policy events that Pulumi's own --json leaves out. */
export function operationJson(result: OperationResult, stack: string, target: Target): string {
    return JSON.stringify(
        {
            stack,
            target,
            operation: result.operation,
            exitCode: result.exitCode,
            cancelled: result.cancelled,
            durationSeconds: result.durationSeconds,
            changes: result.changes,
            unknownOutputs: result.steps.reduce((sum, step) => sum + step.unknowns, 0),
            unopenedReleases: closedReleases(result),
            policyViolations: result.policyViolations.map((violation) => ({
                rule: violation.policyName,
                level: violation.enforcementLevel === "mandatory" ? "mandatory" : "advisory",
                urn: violation.resourceUrn,
                message: plain(violation.message),
            })),
            steps: result.steps,
            consequences: consequencesOf(changing(result)),
            errors: (result.failure ? [...result.errors, result.failure] : result.errors).map(plain),
        },
        null,
        2,
    );
}

/** What `operationJson` says where the engine was never asked: the faults, and nothing done. */
export function failureJson(operation: string, stack: string, message: string): string {
    return JSON.stringify({ stack, operation, exitCode: 1, changes: {}, errors: [message] }, null, 2);
}
