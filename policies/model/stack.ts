import { byCluster } from "./clusters";
import { CLUSTER_SCOPE, kindOf, namespaceOf, objectName, SYSTEM_NAMESPACES } from "./identity";
import { ObjectMakers } from "./object-makers";
import { PodIndex, type Selection, toStackPods } from "./pod-index";
import type { Resource } from "./resource";
import type { Subject } from "./rule";
import { type Match, matchesLabels, selects } from "./selector";
import type { Value } from "./value";

/** Whether the stack holds an object, and the object itself where that is certain. */
export interface Lookup {
    readonly match: Match;
    readonly object?: Resource;
}

/** Everything that a stack holds, to look up what one resource says of another. */
export class Stack {
    private readonly byType = new Map<string, Resource[]>();
    private readonly byKind = new Map<string, Resource[]>();
    private readonly objects = new Map<string, Resource>();
    /** Objects whose namespace or name is not known, by kind. */
    private readonly uncertain = new Map<string, Resource[]>();
    private readonly index: PodIndex;
    private readonly makers: ObjectMakers;
    private parts: readonly Stack[] | undefined;

    constructor(readonly subjects: readonly Subject[]) {
        for (const { resource } of subjects) {
            append(this.byType, resource.type, resource);
            const kind = kindOf(resource);
            if (kind !== undefined) {
                append(this.byKind, kind, resource);
                this.addObject(kind, resource);
            }
        }
        this.index = new PodIndex(subjects.flatMap(({ resource, pods }) => toStackPods(resource, pods)));
        this.makers = new ObjectMakers(subjects);
    }

    /**
     * The stack as each of its clusters holds it, because no object finds one of another cluster. Resources that are no
     * Kubernetes objects are in all of them.
     */
    get clusters(): readonly Stack[] {
        this.parts ??= this.split();
        return this.parts;
    }

    /** Resources of Pulumi types. */
    ofType(...types: readonly string[]): readonly Resource[] {
        return types.flatMap((type) => this.byType.get(type) ?? []);
    }

    /** Objects of Kubernetes kinds, written `group/Kind`, in all their versions. */
    ofKind(...kinds: readonly string[]): readonly Resource[] {
        return kinds.flatMap((kind) => this.byKind.get(kind) ?? []);
    }

    get pods(): PodIndex {
        return this.index;
    }

    /**
     * Looks an object up by kind, namespace and name.
     *
     * @param namespace {@link CLUSTER_SCOPE} for kinds without; `undefined` where it is unknown
     */
    find(kind: string, namespace: string | undefined, name: string): Lookup {
        const object = namespace === undefined ? undefined : this.objects.get(keyOf(kind, namespace, name));
        if (object !== undefined) {
            return { match: "yes", object };
        }
        const candidates = namespace === undefined ? this.ofKind(kind) : (this.uncertain.get(kind) ?? []);
        const mayBe = candidates.some((candidate) => {
            const [itsNamespace, itsName] = [namespaceIn(namespace, candidate), objectName(candidate)];
            return (
                (namespace === undefined || itsNamespace === undefined || itsNamespace === namespace) &&
                (itsName === undefined || itsName === name)
            );
        });
        return { match: mayBe ? "unknown" : "no" };
    }

    /** The Namespace object, where the stack declares it. */
    namespace(name: string): Lookup {
        return this.find("Namespace", CLUSTER_SCOPE, name);
    }

    /** Whether the stack declares a namespace; to patch one is not to declare it. */
    declares(namespace: string): Match {
        const { match, object } = this.namespace(namespace);
        return object?.isPatch === true ? "no" : match;
    }

    /**
     * Whether an object of a kind that is not in the stack is certain to be missing. It is where the stack answers for
     * it, because it declares the namespace or another object of the kind there. `no` where others may well have made
     * it: in a namespace of the cluster's own, and beside a chart that could not be opened or a custom resource for it.
     */
    mustHold(kind: string, namespace: string | undefined): Match {
        const others = this.ofKind(kind);
        return this.answersFor(kind, namespace, () =>
            others.some((object) => !object.isPatch && namespaceIn(namespace, object) === namespace),
        );
    }

    /** {@link mustHold} for pods. */
    mustHoldPods(namespace: string | undefined): Match {
        return this.answersFor("Pod", namespace, () => namespace !== undefined && this.index.in(namespace).length > 0);
    }

    /** Whether a chart that could not be opened, or a custom resource, may make objects of a kind in a namespace. */
    mayHoldMore(kind: string, namespace: string): boolean {
        return this.makers.mayMake(kind, namespace);
    }

    private split(): readonly Stack[] {
        const clusters = byCluster(this.subjects);
        return clusters.length === 1 ? [this] : clusters.map((subjects) => new Stack(subjects));
    }

    private answersFor(kind: string, namespace: string | undefined, holdsOthers: () => boolean): Match {
        if (namespace === undefined || SYSTEM_NAMESPACES.includes(namespace) || this.mayHoldMore(kind, namespace)) {
            return "no";
        }
        return holdsOthers() ? "yes" : namespace === CLUSTER_SCOPE ? "no" : this.declares(namespace);
    }

    /** Whether another object of the stack makes this Secret when it runs. */
    makesSecret(namespace: string | undefined, name: string): Match {
        return this.makers.makesSecret(namespace, name);
    }

    /** The pods that a label selector selects. */
    selectedPods(namespace: string | undefined, selector: Value): Selection {
        const wanted = selector.isUnknown ? undefined : selector.key("matchLabels");
        return this.index.select(namespace, wanted, ({ labels, stated }) => selects(selector, labels, stated));
    }

    /** The pods that a plain map of labels selects. */
    labelledPods(namespace: string | undefined, wanted: Value): Selection {
        return this.index.select(namespace, wanted, ({ labels, stated }) => matchesLabels(wanted, labels, stated));
    }

    private addObject(kind: string, resource: Resource): void {
        const [namespace, name] = [namespaceOf(resource), objectName(resource)];
        if (namespace === undefined || name === undefined) {
            append(this.uncertain, kind, resource);
            return;
        }
        for (const key of [keyOf(kind, namespace, name), keyOf(kind, CLUSTER_SCOPE, name)]) {
            if (!this.objects.has(key) || this.objects.get(key)?.isPatch === true) {
                this.objects.set(key, resource);
            }
        }
    }
}

/** Cluster-scoped objects have no namespace to compare. */
function namespaceIn(wanted: string | undefined, resource: Resource): string | undefined {
    return wanted === CLUSTER_SCOPE ? CLUSTER_SCOPE : namespaceOf(resource);
}

function keyOf(kind: string, namespace: string, name: string): string {
    return `${kind}|${namespace}|${name}`;
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
    const list = map.get(key);
    if (list === undefined) {
        map.set(key, [item]);
    } else {
        list.push(item);
    }
}
