import { resolve } from "node:path";
import pc from "picocolors";
import { shortType } from "../../core/engine/urn";
import type { Review } from "../../review/model/review";
import { reviewJson } from "../../review/views/json";
import { projectRoot } from "../../toolchain/paths";
import type { Base } from "../engine/change/base";
import type { Concluded } from "../engine/change/rehearsal";
import type { NoBase } from "../engine/change/revision";
import { resumeInterrupted } from "../engine/interrupted";
import type { OpenedStack } from "../engine/open-stack";
import { isUnchanged, type OperationName, runOperation } from "../engine/operation";
import { refuseIfProtected } from "../engine/protection";
import { removeUnknown } from "../engine/remove-unknown";
import { type GuardedResult, guarded } from "../engine/replacement-guard";
import { refreshScaledGroups } from "../engine/scaled-groups";
import type { Session, Target } from "../engine/session";
import { expected, UserError } from "../errors";
import { note } from "../notes";
import { confirm } from "../output/confirm";
import { driftReport } from "../output/drift";
import { LiveDisplay } from "../output/live";
import { isGrouped } from "../output/overview";
import { operationReport } from "../output/report";
import { isPart } from "../output/step-line";
import { readReview, requireAsReviewed, requireReviewedFiles } from "./as-reviewed";
import { type JudgedStackOptions, withStack } from "./judged-stack";
import { makeWayAnew } from "./make-way-anew";
import { rehearsalOf } from "./preview-change";
import { failedReview, stackReview } from "./stack-review";
import { toldDrain } from "./told-drain";

/** The options that `up`, `preview`, `refresh` and `destroy` share. */
export interface StackCommandOptions extends JudgedStackOptions {
    /** One JSON document on standard output instead of text. @default false */
    readonly json?: boolean;
    /** Also list every property that changes. @default false */
    readonly diff?: boolean;
    /** One line for each step. @default one for each part of the platform */
    readonly verbose?: boolean;
    /** Do not ask before changing cloud resources. @default false */
    readonly yes?: boolean;
    /** Exit non-zero when anything would change. @default false */
    readonly expectNoChanges?: boolean;
    /** Try the update of a preview on simulated providers, and throw it away. @default true */
    readonly rehearsal?: boolean;
    /** The review, as JSON, of what an update may do and nothing else. @default whatever its own preview shows */
    readonly asReviewed?: string;
    /** Empty the cluster of what is not the stack's before it is destroyed. @default true */
    readonly drain?: boolean;
    /** The part of the platform that an update or a preview ends with. @default all of it */
    readonly until?: "cluster";
}

/** Runs one operation on a stack, shows it, and returns the process's exit code. */
export async function runStackCommand(
    operation: OperationName,
    stackName: string,
    options: StackCommandOptions,
): Promise<number> {
    try {
        return await openAndOperate(operation, stackName, options);
    } catch (error) {
        // A program that reads standard output gets a document in any case.
        const fault = options.json ? expected(error) : undefined;
        if (fault !== undefined) {
            process.stdout.write(reviewJson(failedReview(operation, stackName, options, fault.message)));
        }
        throw error;
    }
}

async function openAndOperate(
    operation: OperationName,
    stackName: string,
    options: StackCommandOptions,
): Promise<number> {
    const reviewed = options.asReviewed === undefined ? undefined : readReview(options.asReviewed, stackName);
    if (reviewed !== undefined) {
        await requireReviewedFiles(reviewed, projectRoot());
    }
    return withStack(operation, stackName, options, ({ session, ...judged }) =>
        operate(session, operation, stackName, { ...options, ...judged, reviewed }),
    );
}

type OperateOptions = StackCommandOptions & {
    readonly policyConfig: string;
    /** The stack before the change, where a change was asked for. */
    readonly base?: Base | NoBase | undefined;
    /** What an update may do, where somebody has reviewed it. */
    readonly reviewed?: Review | undefined;
};

/**
 * An update is previewed first: stack policies run only at the end of an operation, so on an update alone they would judge
 * resources that exist already.
 */
async function operate(
    session: OpenedStack,
    operation: OperationName,
    stackName: string,
    options: OperateOptions,
): Promise<number> {
    const writeJson = async (result: Concluded) => {
        process.stdout.write(reviewJson(await stackReview(result, session, stackName, options)));
    };
    const show = async (name: OperationName, quiet = false) => {
        const rehearsal =
            operation === "preview" && options.until === undefined
                ? await rehearsalOf(session, stackName, options)
                : undefined;
        const run = () => displayed(session, name, stackName, { ...options, quiet });
        const result: Concluded = await (rehearsal ? rehearsal.beside(run) : run());
        if (options.json) {
            await writeJson(result);
        } else if (name === "drift") {
            process.stdout.write(`${driftReport(result, stackName, session.target)}\n`);
        } else {
            const overview = !quiet && !options.verbose && !options.diff;
            const details = { overview, diff: options.diff === true, verbose: options.verbose === true };
            const review = isComparing(result) ? await stackReview(result, session, stackName, options) : undefined;
            process.stdout.write(`${operationReport(result, stackName, details, review)}\n`);
        }
        return result;
    };
    // A refresh writes what it finds into the state, so one that expects nothing looks only.
    const looks = operation === "drift" || (operation === "refresh" && options.expectNoChanges === true);
    if (looks) {
        return (await show("drift", true)).exitCode;
    }
    if (session.target === "cloud" && operation !== "preview") {
        await resumeInterrupted(session.stack, false, note);
    }
    const scope =
        operation === "destroy"
            ? `all ${await refuseIfProtected(session.stack, session.config.protect)} resources of `
            : "";
    if (operation === "destroy" && session.world) {
        for (const { type, id } of await removeUnknown(session.stack, session.world)) {
            process.stderr.write(`  removed ${shortType(type)} ${id}, which an interrupted run had made\n`);
        }
    }
    const asks = session.target === "cloud" && operation !== "preview" && !options.yes;
    if (session.hostGone) {
        await makeWayAnew(session.stack, session.hostGone, options);
    }
    if (operation === "up") {
        const look = () => (options.json ? displayed(session, "preview", stackName, options) : show("preview", !asks));
        const first = await look();
        const isOld = first.exitCode === 0 && (await refreshScaledGroups(session.stack, first.steps, note));
        const preview = isOld ? await look() : first;
        if (options.reviewed && preview.exitCode === 0) {
            requireAsReviewed(options.reviewed, preview);
        }
        // On AWS an update runs all the same: it may still have outputs of the stack to write.
        if (preview.exitCode !== 0 || (isUnchanged(preview) && session.target !== "cloud")) {
            if (options.json) {
                await writeJson(preview);
            }
            return preview.exitCode;
        }
    }
    const drain = operation === "destroy" && options.drain !== false ? await toldDrain(session) : undefined;
    const others = drain?.foreign.length ? ", and what is listed above and not the stack's" : "";
    if (asks && !(await confirm(`${operation} ${scope}the stack ${stackName} on AWS${others}?`))) {
        const kept = session.hostGone ? "Nothing else" : "Nothing";
        throw new UserError(`${kept} was changed: the question was not answered with yes.`);
    }
    await drain?.run();
    const { exitCode } = await show(operation);
    if (operation === "destroy" && exitCode === 0 && !options.json) {
        process.stdout.write(left(session));
    }
    return exitCode;
}

/** Whether it can be told of a preview what the change brings and mends. */
function isComparing(result: GuardedResult): boolean {
    const isThere = () => [...result.states.values()].some(({ old }) => old !== undefined);
    return result.operation === "preview" && !result.cancelled && !isUnchanged(result) && isThere();
}

/** What a destroy leaves in a cluster that is not the stack's own. */
function left({ charts: { leftGroups } }: Session): string {
    if (leftGroups.length === 0) {
        return "";
    }
    const pattern = leftGroups.map((group) => group.replaceAll(".", "\\.")).join("|");
    return (
        `The CustomResourceDefinitions of the groups ${leftGroups.join(", ")} stay in the cluster: Helm removes none, since all ` +
        "objects of theirs would go along, those of others too.\n" +
        `Next step, where nobody else uses them: kubectl get crd -o name | grep -E '\\.(${pattern})$' | xargs kubectl delete\n`
    );
}

/** Runs one operation and shows how it goes. */
export async function displayed(
    session: OpenedStack,
    operation: OperationName,
    stackName: string,
    options: StackCommandOptions & { readonly policyConfig: string; readonly quiet?: boolean },
): Promise<GuardedResult> {
    const shows = (step: { readonly op: string }) =>
        !options.quiet && !options.diff && (options.verbose === true || !(isGrouped(step) || isPart(step)));
    const display = new LiveDisplay(options.json ? process.stderr : process.stdout, shows);
    const heading = `\n${operation} of ${stackName} ${describe(session.target)}\n${unseen(operation, session)}`;
    if (!options.json) {
        process.stdout.write(heading);
    }
    try {
        const result = await runOperation(session.stack, operation, {
            policyConfig: options.policyConfig,
            ...(options.diff ? { diff: true } : {}),
            // The copy of a private session holds these settings already.
            ...(options.configFile && session.target === "cloud" ? { configFile: resolve(options.configFile) } : {}),
            ...(options.expectNoChanges && operation !== "drift" ? { expectNoChanges: true } : {}),
            ...(options.json ? {} : { onEvent: display.onEvent }),
        });
        const configured = session.config.review.allowReplace.map(({ urn }) => urn);
        return guarded(result, { given: options.allowReplace ?? [], configured });
    } finally {
        display.close();
    }
}

/** What no policy will see: said before anything else, since a verdict on the rest reads like one on everything. */
function unseen(operation: OperationName, { charts: { missing } }: Session): string {
    if (missing.length === 0 || (operation !== "preview" && operation !== "up")) {
        return "";
    }
    return (
        pc.yellow(`${missing.length} Helm releases stay closed, and no policy sees what they install`) +
        `: ${missing.join(", ")} are not on this machine.\n` +
        "Next step: npm run charts -- fetch\n"
    );
}

function describe(target: Target): string {
    if (target === "simulated") {
        return "on simulated providers (no AWS account, no cluster)";
    }
    return target === "local" ? "on the Kubernetes cluster of its config" : "on AWS";
}
