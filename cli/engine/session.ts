import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { version as kubernetesVersion } from "@pulumi/kubernetes/package.json";
import {
    LocalWorkspace,
    PulumiCommand,
    type PulumiFn,
    type Stack,
    StackNotFoundError,
} from "@pulumi/pulumi/automation";
import { version as randomVersion } from "@pulumi/random/package.json";
import type { ConfigSecrets } from "../../components/config";
import type { ProgramOptions } from "../../components/program";
import type { Providers } from "../../core/engine/serve";
import { startRealProviders } from "../../providers/start";
import { type Fault, startSimulator, type World } from "../../simulator";
import { installAttachingAnalyzer, installPolicyAnalyzer, resolveTools } from "../../toolchain";
import { findHelm } from "../../toolchain/helm/run";
import { projectRoot } from "../../toolchain/paths";
import { hasResourcePlugin } from "../../toolchain/plugins";
import { UserError } from "../errors";
import type { Note } from "../notes";
import { isHarmless } from "../stakes";
import { attachPack } from "./attached-pack";
import { configSecrets } from "./config-secrets";
import { parallelEnvironment, privateEnvironment } from "./environment";
import { givenTo } from "./given-world";
import { resumeInterrupted } from "./interrupted";
import { openLeanStack, withoutSummaries } from "./lean-stack";
import { endOrphanedEngines, lockStack } from "./lock";
import { requireLoopback } from "./loopback";
import { privatePulumiHome, stackDirectory } from "./paths";
import { copyProject } from "./project-copy";
import { beginState, bookkeepingFolder, checkpointFile, type PrivateStack, recoverFiles } from "./recovery";
import { forgetSelection } from "./selection";
import type { StackCharts } from "./stack-charts";
import type { StackSettings } from "./stack-settings";
import { temporaryDirectory } from "./temporary-directory";

/**
 * Where a stack's resources live:
 * - `cloud`: AWS, by the official plugins, the user's state backend and credentials;
 * - `local`: the embedded control plane, state on this machine;
 * - `simulated`: nowhere; stand-in providers answer, without network or credentials.
 */
export type Target = "cloud" | "local" | "simulated";

/** An opened stack, ready for operations. */
export interface Session {
    readonly stack: Stack;
    readonly target: Target;
    /** What exists where the providers are simulated. */
    readonly world?: World;
    readonly charts: StackCharts;
    /** Folder with the state and the world of a stack that is private to this project. */
    readonly directory?: string;
    /** Ends the providers and gives the stack back to other runs. */
    close(): Promise<void>;
}

export interface SessionOptions {
    readonly target: Target;
    readonly settings: StackSettings;
    /** @default nothing is to be said of them */
    readonly charts?: StackCharts;
    /** Keep no state: used by a preview of a stack that was never brought up on the simulator. */
    readonly ephemeral: boolean;
    /** Folder with the state and the world of a simulated stack. @default the stack's own; one that goes away where it is ephemeral */
    readonly directory?: string;
    /** Whether the state is written while an operation runs, and not at its end alone, so that a killed one is known of. @default true */
    readonly checkpoints?: boolean;
    /** What the engine runs. @default this clone's program */
    readonly program?: (secrets: ConfigSecrets) => PulumiFn;
    /** What of this clone's program runs, and how it reaches the API server. @default all of it, over the network */
    readonly part?: Omit<ProgramOptions, "check">;
    /** Settings of a simulated stack from before: what is encrypted otherwise here than there is another secret. @default none */
    readonly before?: StackSettings;
    /** What goes wrong on a simulated stack, for tests of what an interrupted run leaves. @default nothing */
    readonly faults?: readonly Fault[];
    /** Whether the program runs, and needs the secrets of the stack's config. */
    readonly runsProgram: boolean;
    /** Whether the policy pack judges what the program makes. @default false */
    readonly runsPolicies?: boolean;
    /** Ends when the cluster of a stack that is not on AWS can be asked. @default it can be */
    readonly cluster?: Promise<unknown>;
    readonly note: Note;
}

/** Opens a stack for the engine: tools, state backend, providers and the program, which runs in this process. */
export async function openSession(options: SessionOptions): Promise<Session> {
    requireLoopback();
    const tools = await resolveTools(["pulumi"], {
        progress: (event) => options.note(`${event.tool}: ${event.message}`),
    });
    // The Automation API runs <root>/bin/pulumi, here a script that runs this one.
    process.env.EKS_PLATFORM_ENGINE = tools.pulumi.path;
    process.env.EKS_PLATFORM_ENGINE_VERSION = tools.pulumi.version;
    const pulumiCommand = await PulumiCommand.get({ root: join(projectRoot(), "toolchain", "engine") });
    // The slowest part of the start: loaded only when a stack is opened.
    const programOf =
        options.program ?? ownProgram({ ...(options.target !== "cloud" && WITHOUT_SESSIONS), ...options.part });
    const { settings, runsProgram, note, before } = options;
    const secrets = await configSecrets(options.target, settings, {
        pulumi: tools.pulumi.path,
        decrypt: runsProgram,
        note,
        before,
    });
    const program = programOf(secrets);
    const { charts = NO_CHARTS } = options;
    if (options.target === "cloud") {
        await installPolicyAnalyzer(tools.pulumi);
        const stack = await openCloudStack(settings.stack, runsProgram, pulumiCommand, program);
        return { stack: withoutSummaries(stack), target: options.target, charts, close: async () => {} };
    }
    const pulumiHome = privatePulumiHome();
    await (options.runsPolicies
        ? installAttachingAnalyzer(pulumiHome)
        : installPolicyAnalyzer(tools.pulumi, { pulumiHome }));
    return openPrivateSession(options, pulumiCommand, program);
}

/** @throws UserError for a stack that is not there, where nothing would be made in it */
async function openCloudStack(stackName: string, creates: boolean, pulumiCommand: PulumiCommand, program: PulumiFn) {
    const inline = { stackName, projectName: "eks-platform", program };
    const workspace = { pulumiCommand, workDir: projectRoot() };
    if (creates) {
        return LocalWorkspace.createOrSelectStack(inline, workspace);
    }
    try {
        return await LocalWorkspace.selectStack(inline, workspace);
    } catch (error) {
        if (error instanceof StackNotFoundError) {
            throw new UserError(
                `The stack ${stackName} has no state in the backend that Pulumi is logged in to: it was never brought up there.\n` +
                    `Next step: log in to the backend that has it (pulumi whoami --verbose tells which one is used), or npm run up -- ${stackName}`,
            );
        }
        throw error;
    }
}

/** Clusters that are not in AWS are reached without. */
export const WITHOUT_SESSIONS = { openSession: async () => undefined };

function ownProgram(part: SessionOptions["part"]): (secrets: ConfigSecrets) => PulumiFn {
    const { programWith }: typeof import("../program") = require("../program");
    return (secrets) => programWith(secrets, part);
}

async function openPrivateSession(
    options: SessionOptions,
    pulumiCommand: PulumiCommand,
    program: PulumiFn,
): Promise<Session> {
    const simulated = options.target === "simulated";
    const { stack: name, file } = options.settings;
    const kept = () => (options.ephemeral ? temporaryDirectory() : stackDirectory(name, simulated));
    const directory = options.directory ?? (await kept());
    const pack = options.runsPolicies ? attachPack() : undefined;
    const cleanups = [async () => pack?.close()];
    const close = async () => {
        for (const cleanup of cleanups.reverse()) {
            await cleanup();
        }
    };
    try {
        cleanups.push(await lockStack(directory, options.note));
        const project = join(directory, "project");
        mkdirSync(project, { recursive: true, mode: 0o700 });
        const folder = realpathSync(project);
        await endOrphanedEngines(folder);
        forgetSelection(folder);
        cleanups.push(async () => forgetSelection(folder));
        const owner = { directory, stack: name, simulated, note: options.note };
        recoverFiles(owner);
        const env = { ...(isQuick(options) && !simulated && parallelEnvironment()), ...privateEnvironment(owner) };
        copyProject(name, file, project);
        const providers = await attachProviders(options, directory);
        cleanups.push(() => providers.close());
        const envVars = { ...env, ...providers.env, ...(options.checkpoints === false && WITHOUT_CHECKPOINTS) };
        const checkpoint = checkpointFile(owner);
        const workspace = { program, pulumiCommand, workDir: project, envVars };
        beginState(owner);
        const stack = await openLeanStack(name, workspace);
        await options.cluster;
        await resume(stack, checkpoint, owner);
        Object.assign(stack.workspace.envVars, await pack?.env());
        const { charts = NO_CHARTS } = options;
        const { world } = providers;
        return { stack, target: options.target, charts, directory, ...(world && { world }), close };
    } catch (error) {
        await close();
        throw error;
    }
}

/**
 * The engine writes the whole state at each step, so that the time of an update grows with the square of its size.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/go/common/env/env.go
 */
const WITHOUT_CHECKPOINTS = { PULUMI_SKIP_CHECKPOINTS: "true" };

const NO_CHARTS: StackCharts = { missing: [], leftGroups: [] };

type Attached = Pick<Providers, "env" | "close"> & { readonly world?: World };

async function attachProviders(options: SessionOptions, directory: string): Promise<Attached> {
    if (options.target === "simulated") {
        const worldFile = join(directory, "world.jsonl");
        return startSimulator({ worldFile, given: givenTo(options.settings), faults: options.faults ?? [] });
    }
    const home = privatePulumiHome();
    if (hasResourcePlugin("kubernetes", kubernetesVersion, home) && hasResourcePlugin("random", randomVersion, home)) {
        return { env: {}, close: async () => {} };
    }
    return startRealProviders({ helmPath: await findHelm(), quickSdk: isQuick(options) });
}

function isQuick({ target, settings }: SessionOptions): boolean {
    return isHarmless(target === "simulated", settings.raw.values);
}

/**
 * Clears what a killed engine left in the state: its lock and its pending operations. The right to operate is held by this
 * process alone and no engine runs any more, so the lock is nobody's.
 */
async function resume(stack: Stack, checkpoint: string, owner: PrivateStack): Promise<void> {
    rmSync(join(bookkeepingFolder(owner), "locks"), { recursive: true, force: true });
    // Most states have none, and to ask the engine takes a second.
    const isInterrupted = existsSync(checkpoint) && readFileSync(checkpoint, "utf8").includes('"pending_operations"');
    if (isInterrupted) {
        await resumeInterrupted(stack, true, owner.note);
    }
}
