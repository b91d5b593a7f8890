import type { PolicyEvent } from "@pulumi/pulumi/automation";
import pc from "picocolors";
import { withoutMarks } from "../../core/engine/plain-text";
import { nameOf, shortType, typeOf } from "../../core/engine/urn";
import { wrap } from "../../core/faults/wrap";
import { groupBy } from "../../core/group-by";
import { helmRendered } from "../../policies/judging/helm-rendered";
import { plural } from "../../policies/report/summary";
import type { EngineStep } from "../../review/steps";
import { isUnchanged, type OperationResult } from "../engine/operation";
import { type GuardedResult, NOT_ALLOWED } from "../engine/replacement-guard";
import { COLUMNS } from "./columns";
import { dangerLines } from "./dangers";
import { diffLines } from "./diff";
import { drainLines } from "./drains";
import { overviewLines } from "./overview";
import { refusalLines } from "./refusal";
import { replacedLines } from "./replaced";
import { changeSummary } from "./step-line";

const UNOPENED = "  unopened   ";

/** What a report has beside the end. */
interface ReportDetails {
    /** Whether to list every property that changes. */
    readonly diff: boolean;
    /** Whether to tell what happened in each part of the platform. */
    readonly overview: boolean;
    /** Whether to list the policies' advice also where nothing changes. */
    readonly verbose: boolean;
}

/**
 * The result of an operation for a reader: what happened, violations by resource, and last what has to be known, the gravest first, with
 * the numbers below it. Where nothing changes that is one line.
 */
export function operationReport(
    result: GuardedResult,
    stack: string,
    details: ReportDetails = { diff: false, overview: false, verbose: false },
): string {
    const mandatory = result.policyViolations.filter((violation) => violation.enforcementLevel === "mandatory");
    const advisory = result.policyViolations.filter((violation) => violation.enforcementLevel !== "mandatory");
    const steps = changing(result);
    return [
        ...(details.overview ? overviewLines(result.steps) : []),
        ...(details.diff ? diffLines(result.steps) : []),
        ...violationLines("Policy violations (mandatory)", pc.red, mandatory),
        // An update was previewed just before, and the preview has shown the advice. It is no news where nothing changes.
        ...(result.operation === "up" || (isQuiet(result) && !details.verbose)
            ? []
            : violationLines("Policy advice", pc.yellow, advisory)),
        ...(result.failure ? [result.failure] : []),
        ...dangerLines(result.dangers),
        ...replacedLines(steps, result.dangers),
        ...drainLines(steps),
        "",
        ...numbers(result, stack, mandatory.length, advisory.length),
        ...refusalLines(result, stack),
    ].join("\n");
}

/** The last lines: how it ended, and how many there are of what. */
function numbers(result: GuardedResult, stack: string, mandatory: number, advisory: number): readonly string[] {
    const { operation, steps, changes, durationSeconds } = result;
    const isChange = operation === "preview" || operation === "up";
    const end = `in ${durationSeconds.toFixed(1)} s`;
    const head = pc.bold(`${operation} ${stack}`);
    const policies = `${plural(mandatory, "violation")}, ${advisory} advice`;
    if (isQuiet(result)) {
        const same = pc.dim(`(${plural(changes.same ?? 0, "resource")}${isChange ? `, ${policies}` : ""})`);
        return [`${head}: ${pc.green("nothing changes")} ${same} ${end}`];
    }
    const closed = isChange ? closedReleases(result) : [];
    const limits = closed.length > 0 ? pc.yellow(", without what the unopened releases install") : "";
    const names = closed.map(nameOf).join(", ");
    const unknowns = steps.reduce((sum, step) => sum + step.unknowns, 0);
    return [
        `${head}: ${outcome(result)} ${end}`,
        `  resources  ${changeSummary(changes)}`,
        ...(isChange ? [`  policies   ${policies}${limits}`] : []),
        ...(closed.length > 0
            ? wrap(`${plural(closed.length, "Helm release")}: ${names}`, COLUMNS, " ".repeat(UNOPENED.length), UNOPENED)
            : []),
        ...(operation === "preview" ? [`  unknown    ${plural(unknowns, "output value")}`] : []),
    ];
}

/** Whether there is nothing to tell but that. */
function isQuiet(result: GuardedResult): boolean {
    return result.exitCode === 0 && isUnchanged(result);
}

/** Steps whose consequences are news: a destroy does nothing but delete, and a refresh only tells what is gone. */
function changing({ operation, steps }: OperationResult): readonly EngineStep[] {
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
    if (exitCode === NOT_ALLOWED) {
        return pc.red("refused");
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
