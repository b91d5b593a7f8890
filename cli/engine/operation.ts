import type {
    EngineEvent,
    PolicyEvent,
    Stack,
    StepEventMetadata,
    StepEventStateMetadata,
} from "@pulumi/pulumi/automation";
import { CommandError } from "@pulumi/pulumi/automation";
import pc from "picocolors";
import { allProperties, propertyChanges } from "../../review/changes/property-changes";
import type { ResourceState, StatePair, States } from "../../review/dangers/states";
import type { EngineStep } from "../../review/steps";
import { Clashes } from "./clashes";
import { Diagnostics } from "./diagnostics";
import { interruptible } from "./interrupt";
import { policyPackOf } from "./policy-config";
import { countUnknowns } from "./unknowns";

/** `drift` looks for what was changed by hand, and changes nothing, the state neither. */
export type OperationName = "preview" | "up" | "refresh" | "destroy" | "drift";

export interface OperationOptions {
    /** File with the enforcement levels and parameters of the policies. Without it no policy runs. @default none */
    readonly policyConfig?: string;
    /** The stack's settings where they are not the workspace's own. */
    readonly configFile?: string;
    /** Also gather every property of what is created. @default false */
    readonly diff?: boolean;
    /** URN of the one resource that an update replaces, and touches nothing else. @default everything is brought up */
    readonly replaceOnly?: string;
    /** Fail when anything would change. @default false */
    readonly expectNoChanges?: boolean;
    readonly onEvent?: (event: EngineEvent) => void;
}

/** What an operation did, in the engine's terms. */
export interface OperationResult {
    readonly operation: OperationName;
    readonly exitCode: number;
    readonly durationSeconds: number;
    /** Number of resources for each kind of step, for example `{create: 120}`. */
    readonly changes: Readonly<Record<string, number>>;
    readonly steps: readonly EngineStep[];
    /** Every resource before and after, those that stay too; secrets are replaced by a word. */
    readonly states: States;
    readonly policyViolations: readonly PolicyEvent[];
    readonly errors: readonly string[];
    /** The engine's own words where it failed before the first event. */
    readonly failure?: string;
    /** Whether a signal ended it. */
    readonly cancelled: boolean;
}

/** Exit code of a look for drift that found some; 1 says that it could not look. */
const DRIFTED = 2;

/** Whether every step left its resource as it is. */
export function isUnchanged({ changes }: Pick<OperationResult, "changes">): boolean {
    return Object.entries(changes).every(([op, count]) => op === "same" || !count);
}

/** Runs one operation of the engine with the policy pack, and gathers what it says. */
export async function runOperation(
    stack: Stack,
    operation: OperationName,
    options: OperationOptions,
): Promise<OperationResult> {
    const started = Date.now();
    const gathered = new EventGatherer(options.diff);
    const diagnostics = new Diagnostics();
    const clashes = new Clashes();
    const common = {
        onEvent: (event: EngineEvent) => {
            const admitted = diagnostics.admit(event);
            if (admitted === undefined) {
                return;
            }
            gathered.add(admitted);
            if (admitted.resourcePreEvent) {
                clashes.add(admitted.resourcePreEvent.metadata);
            }
            options.onEvent?.(admitted);
        },
        color: (pc.isColorSupported && process.stdout.isTTY ? "always" : "never") as "always" | "never",
        ...(options.configFile === undefined ? {} : { configFile: options.configFile }),
        ...(options.expectNoChanges ? { expectNoChanges: true } : {}),
    };
    const policies =
        options.policyConfig === undefined
            ? {}
            : { policyPacks: [policyPackOf(stack)], policyPackConfigs: [options.policyConfig] };
    const finish = (exitCode: number, failure?: string): OperationResult => ({
        operation,
        exitCode,
        durationSeconds: (Date.now() - started) / 1000,
        ...gathered.result(),
        ...(failure ? { failure } : {}),
        cancelled,
    });
    let cancelled = false;
    const onCancel = () => {
        cancelled = true;
    };
    try {
        await interruptible(async (signal) => {
            if (operation === "preview") {
                await stack.preview({ ...common, ...policies, signal });
            } else if (operation === "up") {
                const { replaceOnly: urn } = options;
                await stack.up({ ...common, ...policies, ...(urn && { target: [urn], replace: [urn] }), signal });
            } else if (operation === "refresh") {
                await stack.refresh({ ...common, signal });
            } else if (operation === "drift") {
                await stack.previewRefresh({ ...common, signal });
            } else {
                await stack.destroy({ ...common, signal });
            }
        }, onCancel);
        const refusal = operation === "preview" ? clashes.describe() : undefined;
        if (refusal !== undefined) {
            return finish(1, refusal);
        }
        return finish(operation === "drift" && !isUnchanged(gathered.result()) ? DRIFTED : 0);
    } catch (error) {
        if (!(error instanceof CommandError)) {
            throw error;
        }
        const { exitCode, words } = engineFailure(error);
        return finish(exitCode, gathered.sawErrors() || cancelled ? undefined : words);
    }
}

/** The engine's exit code and its last words; the Automation API keeps both in a field without a public type. */
function engineFailure(error: CommandError): { exitCode: number; words: string } {
    const { commandResult } = error as unknown as {
        commandResult: { stderr: string; err?: { exitCode?: number; stderr?: string; stdout?: string } };
    };
    const cause = commandResult.err;
    const words = (cause?.stderr || cause?.stdout || commandResult.stderr).trim();
    return { exitCode: cause?.exitCode || 1, words };
}

/** Collects the engine's events of one operation. */
class EventGatherer {
    /** By operation and URN: a component ends twice, when it is registered and when its outputs are. */
    private readonly steps = new Map<string, EngineStep>();
    private readonly states = new Map<string, StatePair>();
    private readonly policyViolations: PolicyEvent[] = [];
    private readonly errors: string[] = [];
    private changes: Record<string, number> = {};

    /** @param details whether steps that create tell every property */
    constructor(private readonly details = false) {}

    add(event: EngineEvent): void {
        if (event.resOutputsEvent) {
            const { metadata } = event.resOutputsEvent;
            const step = toStep(metadata, this.details);
            this.steps.set(`${step.op} ${step.urn}`, step);
            this.states.set(step.urn, { ...this.states.get(step.urn), ...toStates(metadata) });
        }
        if (event.policyEvent) {
            this.policyViolations.push(event.policyEvent);
        }
        if (event.summaryEvent) {
            this.changes = { ...event.summaryEvent.resourceChanges };
        }
        const diagnostic = event.diagnosticEvent;
        if (diagnostic?.severity === "error") {
            this.errors.push(diagnostic.message);
        }
    }

    sawErrors(): boolean {
        return this.errors.length > 0 || this.policyViolations.length > 0;
    }

    result() {
        return {
            changes: this.changes,
            steps: [...this.steps.values()],
            states: this.states,
            policyViolations: this.policyViolations,
            errors: this.errors,
        };
    }
}

function toStep(metadata: StepEventMetadata, details: boolean): EngineStep {
    const { op, urn, type, new: state, old } = metadata;
    const parent = (state ?? old)?.parent;
    const changes = op === "create" && details ? allProperties(state?.inputs) : propertyChanges(metadata);
    return {
        ...{ op, urn, type },
        ...(parent && { parent }),
        unknowns: countUnknowns(state?.outputs),
        ...(changes.length > 0 && { changes }),
    };
}

function toStates({ old, new: now }: StepEventMetadata): StatePair {
    return { ...(old && { old: toState(old) }), ...(now && { new: toState(now) }) };
}

function toState(state: StepEventStateMetadata): ResourceState {
    const { type, id, parent, protect, provider, inputs, outputs, retainOnDelete } = state;
    return {
        ...{ type, inputs: inputs ?? {}, outputs: outputs ?? {} },
        ...(parent && { parent }),
        ...(protect && { isProtected: true }),
        ...(id && { id }),
        ...(provider && { provider }),
        ...(retainOnDelete && { isRetained: true }),
    };
}
