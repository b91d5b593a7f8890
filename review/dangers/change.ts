import { type KubernetesObject, kubernetesObjects } from "./objects";
import { type ChangeStep, providerOf, type ResourceState, type States, type SteppedResource } from "./states";

/** A stack before and after a change, looked at from either side. */
export class Change {
    /** The Kubernetes objects before the change. */
    readonly before: readonly KubernetesObject[];
    /** The Kubernetes objects after it. */
    readonly after: readonly KubernetesObject[];
    private readonly gone: ReadonlySet<string>;
    private readonly steps: readonly ChangeStep[];

    constructor(
        steps: readonly ChangeStep[],
        readonly states: States,
    ) {
        this.before = kubernetesObjects(states, "old");
        this.after = kubernetesObjects(states, "new");
        this.steps = steps;
        this.gone = new Set(
            steps
                .filter(({ op, urn }) => (op === "delete" || op === "replace") && !states.get(urn)?.old?.isRetained)
                .map(({ urn }) => urn),
        );
    }

    /** Each step once, with both states of its resource; the parts of a replacement are told by the whole. */
    get stepped(): readonly SteppedResource[] {
        const whole = this.steps.filter(({ op }) => WHOLE_STEPS.has(op));
        return whole.map((step) => ({ ...step, ...this.states.get(step.urn) }));
    }

    /** Whether the engine deletes what the URN names, also where another takes its place. */
    goes(urn: string): boolean {
        return this.gone.has(urn);
    }

    /** Whether the namespace that an object is in goes, or its whole cluster for another. */
    isMovedOut({ cluster, namespace }: KubernetesObject): boolean {
        const homes = this.before.filter((one) => one.kind === "Namespace" && !one.isPatch && one.name === namespace);
        return this.goes(cluster) || homes.some((home) => home.cluster === cluster && this.goes(home.urn));
    }

    /** The resources of a type as they are on one side of the change. */
    ofType(type: string, side: "old" | "new"): readonly (readonly [urn: string, state: ResourceState])[] {
        return [...this.states].flatMap(([urn, pair]) => {
            const state = pair[side];
            return state?.type === type ? [[urn, state] as const] : [];
        });
    }

    /** What the cluster of an object holds before the change. */
    beforeIn(state: ResourceState): readonly KubernetesObject[] {
        const cluster = providerOf(state);
        return this.before.filter((object) => object.cluster === cluster);
    }

    /** What the cluster of an object holds after the change. */
    afterIn(state: ResourceState): readonly KubernetesObject[] {
        const cluster = providerOf(state);
        return this.after.filter((object) => object.cluster === cluster);
    }
}

const WHOLE_STEPS: ReadonlySet<string> = new Set(["create", "update", "delete", "replace"]);
