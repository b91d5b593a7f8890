import { status } from "@grpc/grpc-js";
import { ProviderError } from "./errors";

/** The operations that a fault can hit. */
export type Operation = "check" | "diff" | "create" | "read" | "update" | "delete" | "invoke" | "construct";

/** The operations that change the cloud: where an interruption matters. */
const CHANGES: readonly Operation[] = ["create", "update", "delete"];

/**
 * One planned failure, for reliability tests. Every call that fits `package`, `type` and `operation` is counted; the
 * fault fires at the given count. Previews neither count nor fail: they promise nothing about the day itself. Of a check,
 * diff or read nobody can tell whether a preview asks: they count in previews as well, and only where `operation` names them.
 */
export interface Fault {
    /**
     * What goes wrong: the errors a cloud gives; `crash`, which ends this process as SIGKILL does; or what a function does, whose call
     * is then never answered.
     */
    readonly kind: "throttle" | "client-error" | "server-error" | "timeout" | "crash" | (() => void);
    /** @default any package */
    readonly package?: string;
    /** Type token, or function token of an invoke. @default any type */
    readonly type?: string;
    /** @default any operation that changes something: create, update and delete */
    readonly operation?: Operation;
    /** The first fitting call that fails, counted from 1. */
    readonly at: number;
    /** How many fitting calls in a row fail. @default 1 */
    readonly times?: number;
    /** `after` does the work and loses the answer. @default "before" */
    readonly moment?: "before" | "after";
}

/** One call of the engine, as far as planned faults look at it. */
export interface Call {
    readonly package: string;
    /** Type token of the resource, or token of the function. */
    readonly type: string;
    readonly operation: Operation;
    /** Whether a preview asks; false where the request does not say. */
    readonly preview: boolean;
}

/** Decides, call by call, which planned faults fire. */
export class FaultPlan {
    private readonly plan: readonly { fault: Fault; seen: number }[];

    constructor(faults: readonly Fault[]) {
        this.plan = faults.map((fault) => ({ fault, seen: 0 }));
    }

    /** Runs the work of one call, with the fault that falls on it, if any. */
    async run<T>(call: Call, work: () => T | Promise<T>): Promise<T> {
        const fault = this.next(call);
        if (fault && fault.moment !== "after") {
            return fail(fault, call);
        }
        const result = await work();
        return fault ? fail(fault, call) : result;
    }

    private next(call: Call): Fault | undefined {
        if (call.preview) {
            return undefined;
        }
        let firing: Fault | undefined;
        for (const entry of this.plan) {
            if (!fits(entry.fault, call)) {
                continue;
            }
            entry.seen += 1;
            const last = entry.fault.at + (entry.fault.times ?? 1) - 1;
            if (entry.seen >= entry.fault.at && entry.seen <= last) {
                firing ??= entry.fault;
            }
        }
        return firing;
    }
}

function fits(fault: Fault, call: Call): boolean {
    return (
        (fault.package === undefined || fault.package === call.package) &&
        (fault.type === undefined || fault.type === call.type) &&
        (fault.operation === undefined ? CHANGES.includes(call.operation) : fault.operation === call.operation)
    );
}

async function fail({ kind }: Fault, call: Call): Promise<never> {
    const where = `${call.operation} of ${call.type}`;
    if (typeof kind === "function") {
        kind();
        return new Promise(() => undefined);
    }
    switch (kind) {
        case "throttle":
            throw new ProviderError(`ThrottlingException: Rate exceeded (${where})`, status.RESOURCE_EXHAUSTED);
        case "client-error":
            throw new ProviderError(`AccessDeniedException: 403 forbidden (${where})`, status.PERMISSION_DENIED);
        case "server-error":
            throw new ProviderError(`InternalServerException: 500 internal server error (${where})`, status.INTERNAL);
        case "timeout":
            throw new ProviderError(`RequestTimeout: no answer in time (${where})`, status.DEADLINE_EXCEEDED);
        case "crash":
            process.kill(process.pid, "SIGKILL");
            throw new ProviderError(`the process was told to crash (${where})`, status.ABORTED);
    }
}
