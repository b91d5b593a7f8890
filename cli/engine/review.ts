import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { withoutMarks } from "../../core/engine/plain-text";
import { type PackConfig, parametersOf } from "../../policies/judging/pack-config";
import { settingsRule } from "../../policies/judging/settings";
import { chartOpener } from "../../policies/sources/chart-opener";
import { buildReview } from "../../review/build";
import type { Review } from "../../review/model/review";
import type { Dependencies } from "../../review/resources";
import { projectRoot } from "../../toolchain/paths";
import { UserError } from "../errors";
import type { Base } from "./change/base";
import type { NoBase } from "./change/revision";
import { checkedOut } from "./checked-out";
import { readPolicyConfig } from "./policy-config";
import type { GuardedResult } from "./replacement-guard";
import type { Session } from "./session";

/** What a review is of. */
export interface Reviewed {
    readonly stack: string;
    /** The stack's settings. */
    readonly settings: string;
    readonly result: GuardedResult;
    readonly session: Pick<Session, "target" | "charts" | "directory">;
    /** File with the enforcement levels and parameters of the policies. */
    readonly policyConfig: string;
    /** What the change is compared with. @default the stack's own state */
    readonly base?: Base | NoBase | undefined;
    /** Folder with the state that the rehearsed update has made. @default there was no rehearsal */
    readonly rehearsed?: string | undefined;
    /** What nobody has looked at, besides closed charts. */
    readonly notChecked: readonly string[];
}

/** Gathers what an operation and its repository told, and makes the model of it that every output is a view of. */
export async function reviewOf(reviewed: Reviewed): Promise<Review> {
    const { stack, settings, result, session, base, policyConfig } = reviewed;
    const { operation, exitCode, cancelled, durationSeconds, changes, steps, states, dangers, failure } = result;
    const revision = base !== undefined && !("missing" in base) ? base : undefined;
    const runsProgram = operation === "preview" || operation === "up";
    return buildReview({
        run: {
            ...{ stack, operation, target: session.target, exitCode, cancelled, durationSeconds, changes },
            ...(revision && { base: { revision: revision.name, commit: revision.commit } }),
            ...(await checkedOut(projectRoot())),
            notChecked: [...closedCharts(session), ...(runsProgram ? reviewed.notChecked : [])],
            idleAllowances: [...result.idle],
            errors: [...result.errors, ...(failure === undefined ? [] : [failure])].map((text) =>
                withoutMarks(text).trim(),
            ),
        },
        ...{ steps, states, dangers },
        dependencies: new Map([
            ...dependenciesIn(session.directory, stack),
            ...dependenciesIn(reviewed.rehearsed, stack),
        ]),
        ...(runsProgram && {
            judging: {
                head: readPolicyConfig(policyConfig),
                ...(revision && { base: baseConfig(revision, policyConfig) }),
                openRelease: chartOpener(),
                file: relative(process.cwd(), settings),
                text: readFileSync(settings, "utf8"),
            },
        }),
    });
}

function closedCharts({ charts: { missing } }: Reviewed["session"]): readonly string[] {
    return missing.map((chart) => `what ${chart} installs: the chart is not on this machine`);
}

/** What each resource of a state needs, in the order of the state; nothing where no state is on this machine. */
function dependenciesIn(directory: string | undefined, stack: string): Dependencies {
    const file = join(directory ?? "", "state", ".pulumi", "stacks", "eks-platform", `${stack}.json`);
    if (directory === undefined || !existsSync(file)) {
        return new Map();
    }
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
        checkpoint?: { latest?: { resources?: { urn: string; dependencies?: string[] }[] } };
    };
    return new Map(checkpoint?.latest?.resources?.map(({ urn, dependencies = [] }) => [urn, dependencies]));
}

/**
 * How the base is judged: by the rules of this clone, at the levels and with the exemptions that it had itself. What this clone
 * does not understand of them is no finding of the change; then its own levels count.
 */
function baseConfig({ root }: Base, policyConfig: string): PackConfig {
    const own = resolve(policyConfig);
    const its = join(root, relative(projectRoot(), own));
    if (!own.startsWith(projectRoot()) || !existsSync(its)) {
        return readPolicyConfig(own);
    }
    try {
        const config = readPolicyConfig(its);
        const parameters = parametersOf(settingsRule.id, config);
        const { exemptions } = parameters;
        const file = typeof exemptions === "string" ? resolve(join(root, "policies"), exemptions) : undefined;
        return file === undefined || !existsSync(file)
            ? config
            : { ...config, [settingsRule.id]: { ...Object(config[settingsRule.id]), exemptions: file } };
    } catch (error) {
        if (error instanceof UserError) {
            return readPolicyConfig(own);
        }
        throw error;
    }
}
