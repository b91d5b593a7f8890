import { existsSync } from "node:fs";
import type { SessionRequest } from "../../components/cluster/session";
import type { PlatformConfig } from "../../components/config";
import { controlPlaneStatus, startControlPlane } from "../../local";
import { UserError } from "../errors";
import type { Note } from "../notes";
import { refuseBeyondCluster, refuseExampleValues, requireWayToCluster } from "./cloud-checks";
import { requireAdministrator } from "./creator-check";
import { abandonable } from "./interrupt";
import type { OperationName } from "./operation";
import { stackDirectory } from "./paths";
import { stackFile } from "./project-copy";
import { openSession, type Session, type Target } from "./session";
import { ApiSessions, HostGone } from "./sessions/api-sessions";
import { sessionRequestOf } from "./sessions/request-of";
import { stackCharts } from "./stack-charts";
import { checkSettings, readSettings } from "./stack-settings";

export interface OpenOptions {
    /** Stand-in providers instead of AWS: no credentials, no plugins, no network. @default false */
    readonly offline?: boolean | undefined;
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string | undefined;
    /** The simulated stack to work on, and its settings before the change. @default the stack's own world, or an empty one */
    readonly base?: { readonly directory: string; readonly settings: string } | undefined;
    /** Leave the stack's own world out of it. @default false */
    readonly ephemeral?: boolean;
    /** Whether the policy pack judges what the program makes, where the operation runs it. @default false */
    readonly runsPolicies?: boolean;
    /** The part of the platform that the operation ends with. @default all of it */
    readonly until?: "cluster" | undefined;
    readonly note: Note;
}

/** An opened stack with what its settings say. */
export interface OpenedStack extends Session {
    readonly config: PlatformConfig;
    /** The kubeconfig that leads through an open session to the API server. @default it is reached otherwise, or not there yet */
    readonly sessionKubeconfig?: string | undefined;
    /** Says of the instance that sessions go through that it is gone: an update has to make another before anything else. @default it is there */
    readonly hostGone?: HostGone | undefined;
}

/**
 * Opens a stack where its config says that it lives, for one operation.
 *
 * @throws UserError when its settings have faults, or its control plane does not run
 */
export async function openStack(operation: OperationName, stack: string, options: OpenOptions): Promise<OpenedStack> {
    const { note } = options;
    const settings = readSettings(stack, stackFile(stack, options.configFile));
    const config = checkSettings(settings);
    const target = targetOf(config, options);
    if (options.until !== undefined && config.kind !== "eks") {
        throw new UserError(
            `--until ${options.until}: the stack ${stack} makes no cluster, it is on one of kind ${config.kind}.\n` +
                "Next step: leave --until out.",
        );
    }
    const isEmbedded = target === "local" && config.cluster.kind === "embedded";
    // It takes seconds to come up, in which the session is opened.
    const cluster = isEmbedded && operation === "up" ? startCluster(note) : undefined;
    if (isEmbedded && !cluster) {
        await requireControlPlane();
    }
    const looksOnly = operation === "preview" || operation === "drift";
    const ephemeral = options.ephemeral || (looksOnly && !existsSync(stackDirectory(stack, target === "simulated")));
    if (target === "cloud" && config.kind === "eks") {
        refuseExampleValues(operation, config);
    }
    const isReachedBySession = config.kind === "eks" && config.cluster.endpoint.access === "session";
    const sessions = target === "cloud" && isReachedBySession ? new ApiSessions(stack, note) : undefined;
    const charts = await stackCharts(config);
    const runsProgram = operation === "up" || operation === "preview";
    const runsPolicies = runsProgram && options.runsPolicies === true;
    const from = options.base && {
        directory: options.base.directory,
        before: readSettings(stack, options.base.settings),
    };
    const session = await abandonable(() =>
        openSession({
            target,
            settings,
            ephemeral,
            charts,
            runsProgram,
            runsPolicies,
            note,
            part: { until: options.until, ...(sessions && { openSession: sessions.open }) },
            ...from,
            ...(cluster && { cluster }),
        }),
    );
    const close = async () => {
        await sessions?.close();
        await session.close();
    };
    try {
        if (options.until !== undefined) {
            await refuseBeyondCluster(stack, session.stack);
        }
        if (target === "cloud" && config.kind === "eks") {
            const wanted = { operation, endsWithCluster: options.until !== undefined };
            await requireWayToCluster(wanted, config, session.stack, note);
            await requireAdministrator(wanted, config, session.stack);
        }
        const request = sessions && (await sessionRequestOf(session.stack));
        const hostGone = sessions && request && (await abandonable(() => openUnlessGone(sessions, request)));
        if (hostGone && operation !== "up") {
            throw hostGone;
        }
        return { ...session, config, close, sessionKubeconfig: request && sessions?.kubeconfig, hostGone };
    } catch (error) {
        await close();
        throw error;
    }
}

async function openUnlessGone(sessions: ApiSessions, request: SessionRequest): Promise<HostGone | undefined> {
    try {
        await sessions.open(request);
        return undefined;
    } catch (error) {
        if (error instanceof HostGone) {
            return error;
        }
        throw error;
    }
}

/** Where a stack of this config lives. */
export function targetOf(config: PlatformConfig, { offline }: Pick<OpenOptions, "offline">): Target {
    if (offline) {
        return "simulated";
    }
    return config.cluster.kind === "eks" ? "cloud" : "local";
}

/** Whoever waits for it hears of a failure; until then it is nobody's. */
function startCluster(note: Note): Promise<unknown> {
    const started = abandonable(() => startControlPlane({ progress: note }));
    started.catch(() => undefined);
    return started;
}

async function requireControlPlane(): Promise<void> {
    const status = await controlPlaneStatus();
    if (status.state !== "running") {
        throw new UserError(
            `The embedded control plane is not running (${status.failure ?? status.state}).\nNext step: npm start`,
        );
    }
}
