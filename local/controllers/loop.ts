import type {
    Informer,
    KubeConfig,
    KubernetesListObject,
    KubernetesObject,
    ObjectCache,
} from "@kubernetes/client-node";
import { describeError, type KubernetesClient } from "./client";

const RETRY_MS = 1000;

/** The current objects of one kind. */
export type Listing<T> = () => readonly T[];

/**
 * A control loop: `reconcile` runs after every change of the objects that are watched, never twice at the same time, and
 * again a second after it failed. It looks at the whole state, so that nothing depends on having seen each change.
 */
export class ControlLoop {
    private readonly informers: Informer<KubernetesObject>[] = [];
    private readonly timers = new Set<NodeJS.Timeout>();
    private running = false;
    private requested = false;
    private stopped = false;

    constructor(
        private readonly name: string,
        private readonly client: KubernetesClient,
        private readonly config: KubeConfig,
        private readonly reconcile: () => Promise<void>,
    ) {}

    /** Keeps a list of the objects at `path`, read anew whenever the watch cannot be resumed. */
    watch<T extends KubernetesObject>(path: string, list: () => Promise<KubernetesListObject<T>>): Listing<T> {
        const informer: Informer<T> & ObjectCache<T> = this.client.makeInformer(this.config, path, list);
        for (const event of ["add", "update", "delete"] as const) {
            informer.on(event, () => this.request());
        }
        informer.on("error", (error: unknown) => {
            this.report(error);
            this.later(() => void informer.start());
        });
        this.informers.push(informer as Informer<KubernetesObject>);
        return () => informer.list();
    }

    start(): void {
        for (const informer of this.informers) {
            void informer.start();
        }
    }

    stop(): void {
        this.stopped = true;
        for (const timer of this.timers) {
            clearTimeout(timer);
        }
        for (const informer of this.informers) {
            void informer.stop();
        }
    }

    private request(): void {
        this.requested = true;
        if (!this.running) {
            void this.run();
        }
    }

    private async run(): Promise<void> {
        this.running = true;
        while (this.requested && !this.stopped) {
            this.requested = false;
            try {
                await this.reconcile();
            } catch (error) {
                this.report(error);
                this.later(() => this.request());
            }
        }
        this.running = false;
    }

    private later(action: () => void): void {
        if (this.stopped) {
            return;
        }
        const timer = setTimeout(() => {
            this.timers.delete(timer);
            action();
        }, RETRY_MS);
        this.timers.add(timer);
    }

    private report(error: unknown): void {
        if (!this.stopped) {
            console.error(`${new Date().toISOString()} ${this.name}: ${describeError(error)}`);
        }
    }
}
