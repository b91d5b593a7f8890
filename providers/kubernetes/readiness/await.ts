import type { ObjectApi } from "../api/objects";
import { annotation, type KubeObject } from "../object";
import { diagnose } from "./diagnose";
import { follow } from "./follow";
import type { Readiness, ReadinessRule } from "./readiness";
import { readinessRule } from "./rules";

const DEFAULT_TIMEOUT_SECONDS = 600;

/** A wait that takes longer is explained while it lasts: a full quota or an image that is not there says so in events only. */
const DIAGNOSE_MILLISECONDS = 5_000;

/** How long something is waited for, and who is told. */
export interface AwaitOptions {
    /** The `customTimeouts` of the resource; 0 for none. */
    readonly timeoutSeconds: number;
    /** Ends the wait: an object then counts as not ready, and its deletion goes on. */
    readonly signal: AbortSignal;
    /** Told what is waited for, each time that changes. */
    readonly progress: (message: string) => void;
}

/** The object is there and did not become ready. */
export class NotReadyError extends Error {
    constructor(
        /** What the object and its pods say of it, one sentence each. */
        readonly reasons: readonly string[],
        /** The object as it was seen last. */
        readonly live: KubeObject,
    ) {
        super(reasons.join("; "));
        this.name = "NotReadyError";
    }
}

/** Seconds to wait for an object: `customTimeouts`, else its `pulumi.com/timeoutSeconds` annotation, else 10 minutes. */
export function timeoutFor(object: KubeObject, customSeconds: number): number {
    if (customSeconds > 0) {
        return customSeconds;
    }
    const annotated = Number(annotation(object, "pulumi.com/timeoutSeconds"));
    return Number.isFinite(annotated) && annotated > 0 ? annotated : DEFAULT_TIMEOUT_SECONDS;
}

/** Whether the annotation `pulumi.com/skipAwait` turns every wait off. */
export function skipsAwait(object: KubeObject): boolean {
    return annotation(object, "pulumi.com/skipAwait") === "true";
}

/**
 * Waits until the object is ready.
 *
 * @returns the object as it is then.
 * @throws NotReadyError when it fails, the time is over, or the wait is cancelled.
 */
export async function awaitReady(api: ObjectApi, object: KubeObject, options: AwaitOptions): Promise<KubeObject> {
    const rule = readinessRule(object);
    if (!rule || skipsAwait(object)) {
        return object;
    }
    const seconds = timeoutFor(object, options.timeoutSeconds);
    const timeout = AbortSignal.timeout(seconds * 1000);
    const done = new AbortController();
    const signal = AbortSignal.any([options.signal, timeout, done.signal]);
    const view = new View(object, rule, options.progress);
    const explaining = setInterval(() => void explain(api, view, signal), DIAGNOSE_MILLISECONDS);
    try {
        await observe(api, view, signal);
    } catch (error) {
        if (options.signal.aborted) {
            throw new NotReadyError([`cancelled while ${view.message}`], view.object);
        }
        if (!timeout.aborted && !(error instanceof NotReadyError)) {
            throw error;
        }
        const said = timeout.aborted ? `not ready after ${seconds} seconds: ${view.message}` : view.message;
        throw new NotReadyError([said, ...(await diagnose(api, view.object, options.signal))], view.object);
    } finally {
        clearInterval(explaining);
        done.abort();
    }
    return view.object;
}

async function explain(api: ObjectApi, view: View, signal: AbortSignal): Promise<void> {
    const [reason] = await diagnose(api, view.object, signal);
    if (reason !== undefined && !signal.aborted) {
        view.tell(`${view.message}; ${reason}`);
    }
}

/** Whether the object is ready at this moment. */
export async function assess(api: ObjectApi, object: KubeObject, signal: AbortSignal): Promise<Readiness> {
    const rule = readinessRule(object);
    if (!rule || skipsAwait(object)) {
        return { state: "ready" };
    }
    const related = rule.related?.(object);
    const objects = related ? (await api.list(related.collection, related.query, signal)).items : [];
    return rule.evaluate(object, objects);
}

/** Follows the object and what it depends on until the view is settled. */
async function observe(api: ObjectApi, view: View, signal: AbortSignal): Promise<void> {
    const { apiVersion, kind, metadata } = view.object;
    const { uid, namespace, name } = metadata;
    await new Promise<void>((resolve, reject) => {
        const update = () => {
            const readiness = view.evaluate();
            if (readiness.state === "ready") {
                resolve();
            }
            if (readiness.state === "failed") {
                reject(new NotReadyError([readiness.message], view.object));
            }
        };
        const query = { fieldSelector: `metadata.name=${name}` };
        follow(api, { apiVersion, kind, namespace }, query, signal, (objects) => {
            const current = objects.find((candidate) => candidate.metadata.uid === uid);
            if (!current) {
                return reject(new NotReadyError(["it was deleted meanwhile"], view.object));
            }
            view.object = current;
            update();
        }).catch(reject);
        const related = view.rule.related?.(view.object);
        if (!related) {
            return;
        }
        follow(api, related.collection, related.query, signal, (objects) => {
            view.related = objects;
            update();
        }).catch(reject);
    });
}

/** What is known of the object so far. */
class View {
    message = "it was not looked at yet";
    related: readonly KubeObject[] = [];
    private told = "";

    constructor(
        public object: KubeObject,
        readonly rule: ReadinessRule,
        private readonly progress: (message: string) => void,
    ) {}

    evaluate(): Readiness {
        const readiness = this.rule.evaluate(this.object, this.related);
        if (readiness.state !== "ready" && readiness.message !== this.message) {
            this.message = readiness.message;
            this.tell(readiness.message);
        }
        return readiness;
    }

    /** Tells the same thing once. */
    tell(message: string): void {
        if (message !== this.told) {
            this.progress(message);
        }
        this.told = message;
    }
}
