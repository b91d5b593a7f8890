import type { PolicyEvent } from "@pulumi/pulumi/automation";
import pc from "picocolors";
import { nameOf } from "../../core/engine/urn";
import { wrap } from "../../core/faults/wrap";
import { helmRendered } from "../../policies/judging/helm-rendered";
import { plural } from "../../policies/report/summary";
import type { Review } from "../../review/model/review";
import type { EngineStep } from "../../review/steps";
import { isUnchanged, type OperationResult } from "../engine/operation";
import { type GuardedResult, NOT_ALLOWED } from "../engine/replacement-guard";
import { COLUMNS } from "./columns";
import { type Comparison, comparedNumbers, comparisonOf, goneLines, openedLines, presentLines } from "./comparison";
import { dangerLines } from "./dangers";
import { diffLines } from "./diff";
import { drainLines } from "./drains";
import { overviewLines } from "./overview";
import { refusalLines } from "./refusal";
import { replacedLines } from "./replaced";
import { changeSummary } from "./step-line";
import { violationLines } from "./violations";

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
 *
 * @param review of a preview that something is compared in: of advice, only what is new is listed. @default nothing is compared
 */
export function operationReport(
    result: GuardedResult,
    stack: string,
    details: ReportDetails = { diff: false, overview: false, verbose: false },
    review?: Review,
): string {
    const mandatory = result.policyViolations.filter((violation) => violation.enforcementLevel === "mandatory");
    const advisory = result.policyViolations.filter((violation) => violation.enforcementLevel !== "mandatory");
    const steps = changing(result);
    const compared = review?.isCompared ? comparisonOf(review) : undefined;
    const isListed = (violation: PolicyEvent) => details.verbose || compared === undefined || compared.isNew(violation);
    const listed = advisory.filter(isListed);
    return [
        ...(details.overview ? overviewLines(result.steps) : []),
        ...(details.diff ? diffLines(result.steps) : []),
        ...violationLines("Policy violations (mandatory)", pc.red, mandatory, compared?.isNew),
        // An update was previewed just before, and the preview has shown the advice. It is no news where nothing changes.
        ...(result.operation === "up" || (isQuiet(result) && !details.verbose)
            ? []
            : [
                  ...violationLines("Policy advice", pc.yellow, listed, compared?.isNew),
                  ...presentLines(advisory.length - listed.length),
              ]),
        ...(compared ? [...goneLines(compared), ...openedLines(compared, stack)] : []),
        ...(result.failure ? [result.failure] : []),
        ...dangerLines(result.dangers),
        ...replacedLines(steps, result.dangers),
        ...drainLines(steps),
        "",
        ...numbers(result, stack, mandatory.length, advisory.length, compared),
        ...refusalLines(result, stack),
    ].join("\n");
}

/** The last lines: how it ended, and how many there are of what. */
function numbers(
    result: GuardedResult,
    stack: string,
    mandatory: number,
    advisory: number,
    compared?: Comparison,
): readonly string[] {
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
        ...(isChange ? [`  policies   ${policies}${compared?.policies ?? ""}${limits}`] : []),
        ...(closed.length > 0
            ? wrap(`${plural(closed.length, "Helm release")}: ${names}`, COLUMNS, " ".repeat(UNOPENED.length), UNOPENED)
            : []),
        ...(compared ? comparedNumbers(compared) : []),
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
