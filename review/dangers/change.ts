import { type KubernetesObject, kubernetesObjects } from "./objects";
import { readersOfSecrets, secretKey } from "./readers";
import { type ChangeStep, providerOf, type ResourceState, type States, type SteppedResource } from "./states";

/** A stack before and after a change, looked at from either side. */
export class Change {
    /** The Kubernetes objects before the change. */
    readonly before: readonly KubernetesObject[];
    /** The Kubernetes objects after it. */
    readonly after: readonly KubernetesObject[];
    private readonly gone: ReadonlySet<string>;
    private readonly byUrn: Readonly<Record<"before" | "after", ReadonlyMap<string, KubernetesObject>>>;
    /** Namespaces that go, with their clusters. */
    private readonly goneHomes: ReadonlySet<string>;
    private named: ReadonlyMap<string, KubernetesObject> | undefined;
    private readers: ReturnType<typeof readersOfSecrets> | undefined;
    private readonly steps: readonly ChangeStep[];

    constructor(
        steps: readonly ChangeStep[],
        readonly states: States,
    ) {
        this.before = kubernetesObjects(states, "old");
        this.after = kubernetesObjects(states, "new");
        const indexed = (objects: readonly KubernetesObject[]) => new Map(objects.map((one) => [one.urn, one]));
        this.byUrn = { before: indexed(this.before), after: indexed(this.after) };
        this.steps = steps;
        this.gone = new Set(
            steps
                .filter(({ op, urn }) => (op === "delete" || op === "replace") && !states.get(urn)?.old?.isRetained)
                .map(({ urn }) => urn),
        );
        const homes = this.before.filter(
            ({ kind, isPatch, urn }) => kind === "Namespace" && !isPatch && this.goes(urn),
        );
        this.goneHomes = new Set(homes.map(({ cluster, name }) => `${cluster}|${name}`));
    }

    /** Each step once, with both states of its resource; the parts of a replacement are told by the whole. */
    get stepped(): readonly SteppedResource[] {
        const whole = this.steps.filter(({ op }) => WHOLE_STEPS.has(op));
        return whole.map((step) => ({ ...step, ...this.states.get(step.urn) }));
    }

    /** The Kubernetes object of a URN before the change. */
    objectBefore(urn: string): KubernetesObject | undefined {
        return this.byUrn.before.get(urn);
    }

    /** The Kubernetes object of a URN after it. */
    objectAfter(urn: string): KubernetesObject | undefined {
        return this.byUrn.after.get(urn);
    }

    /** The object of a kind and name, or the patch of it, after the change. */
    findAfter(wanted: Pick<KubernetesObject, "kind" | "cluster" | "namespace" | "name">): KubernetesObject | undefined {
        this.named ??= new Map(this.after.map((object) => [keyOf(object), object]));
        return this.named.get(keyOf(wanted));
    }

    /** What cannot do without a Secret after the change. */
    readersOf(secret: KubernetesObject): readonly KubernetesObject[] {
        this.readers ??= readersOfSecrets(this.after);
        return this.readers.get(secretKey(secret)) ?? [];
    }

    /** Whether the engine deletes what the URN names, also where another takes its place. */
    goes(urn: string): boolean {
        return this.gone.has(urn);
    }

    /** Whether the namespace that an object is in goes, or its whole cluster for another. */
    isMovedOut({ cluster, namespace }: KubernetesObject): boolean {
        return this.goes(cluster) || this.goneHomes.has(`${cluster}|${namespace}`);
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
}

/** What tells an object from all others. */
function keyOf({
    kind,
    cluster,
    namespace,
    name,
}: Pick<KubernetesObject, "kind" | "cluster" | "namespace" | "name">): string {
    return [kind, cluster, namespace, name].join("|");
}

const WHOLE_STEPS: ReadonlySet<string> = new Set(["create", "update", "delete", "replace"]);
