import { clusterKindOf } from "../../components/config/cluster-kind";
import { readStackFile } from "../../components/config/stack-file";
import type { Review } from "../../review/model/review";
import type { Base } from "../engine/change/base";
import type { Concluded } from "../engine/change/rehearsal";
import type { NoBase } from "../engine/change/revision";
import type { OperationName } from "../engine/operation";
import { stackFile } from "../engine/project-copy";
import { reviewOf } from "../engine/review";
import type { Session, Target } from "../engine/session";

/** What a review needs to know of how a command was asked. */
export interface ReviewOptions {
    readonly policyConfig: string;
    readonly base?: Base | NoBase | undefined;
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string;
    /** Whether the update was to be tried. @default true */
    readonly rehearsal?: boolean;
}

/** The model of what an operation did, or would do. */
export async function stackReview(
    result: Concluded,
    session: Session,
    stack: string,
    options: ReviewOptions,
): Promise<Review> {
    const { policyConfig, base, configFile } = options;
    const settings = stackFile(stack, configFile);
    const notChecked = [...noBase(base), ...notRehearsed(result, session, options)];
    return reviewOf({ stack, settings, result, session, policyConfig, base, rehearsed: result.rehearsed, notChecked });
}

function noBase(base: Base | NoBase | undefined): readonly string[] {
    return base !== undefined && "missing" in base
        ? [`what the change alone does: there is no base to compare with, ${base.missing}`]
        : [];
}

function notRehearsed(
    { operation, notRehearsed: reason }: Concluded,
    { target }: Session,
    { rehearsal = true }: ReviewOptions,
): readonly string[] {
    if (operation !== "preview") {
        return [];
    }
    const why =
        target === "simulated"
            ? rehearsal
                ? reason
                : "--no-rehearsal was given"
            : "only a simulated world can be copied";
    return why === undefined ? [] : [`whether the update goes through: ${why}`];
}

/** What there is to say where the engine was never asked: the faults, and nothing done. */
export function failedReview(
    operation: OperationName,
    stack: string,
    options: { readonly offline?: boolean; readonly configFile?: string },
    message: string,
): Review {
    return {
        ...{ version: 1, stack, operation, target: likelyTarget(stack, options), exitCode: 1, cancelled: false },
        ...{
            durationSeconds: 0,
            hasUncommitted: false,
            isCompared: false,
            changes: {},
            steps: [],
            unknownOutputs: 0,
            dangers: [],
        },
        ...{
            findings: [],
            exemptions: [],
            versions: [],
            images: [],
            resources: [],
            idleAllowances: [],
            notChecked: [],
        },
        errors: [message],
    };
}

/** Where the stack lives as far as its file can be read. */
function likelyTarget(
    stack: string,
    { offline, configFile }: { readonly offline?: boolean; readonly configFile?: string },
): Target {
    if (offline) {
        return "simulated";
    }
    try {
        const kind = clusterKindOf(readStackFile(stackFile(stack, configFile), stack).values);
        return kind === "eks" ? "cloud" : "local";
    } catch {
        return "cloud";
    }
}
