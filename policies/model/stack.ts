import { byCluster } from "./clusters";
import { CLUSTER_SCOPE, kindOf, SYSTEM_NAMESPACES } from "./identity";
import { type Lookup, ObjectIndex, type Placed } from "./object-index";
import { ObjectMakers } from "./object-makers";
import { PodIndex, type Selection, toStackPods } from "./pod-index";
import type { Resource } from "./resource";
import type { Subject } from "./rule";
import { type Match, matchesLabels, selects } from "./selector";
import type { Value } from "./value";

/** Everything that a stack holds, to look up what one resource says of another. */
export class Stack {
    private readonly byType = new Map<string, Resource[]>();
    private readonly byKind = new Map<string, Resource[]>();
    private readonly objects = new ObjectIndex();
    private readonly index: PodIndex;
    private readonly makers: ObjectMakers;
    private parts: readonly Stack[] | undefined;

    constructor(readonly subjects: readonly Subject[]) {
        for (const { resource } of subjects) {
            append(this.byType, resource.type, resource);
            const kind = kindOf(resource);
            if (kind !== undefined) {
                append(this.byKind, kind, resource);
                this.objects.add(kind, resource);
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
        return this.objects.find(kind, namespace, name);
    }

    /** The objects of a kind that are, and those that may be, in a namespace. */
    placed(kind: string, namespace: string): Placed {
        return this.objects.in(kind, namespace);
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
     * it, as in a namespace of the cluster's own; `unknown` where the namespace is unknown, and beside a chart that could
     * not be opened or a custom resource for it.
     */
    mustHold(kind: string, namespace: string | undefined): Match {
        return this.answersFor(kind, namespace, (place) =>
            place === CLUSTER_SCOPE
                ? this.ofKind(kind).some(({ isPatch }) => !isPatch)
                : this.placed(kind, place).certain.some(({ isPatch }) => !isPatch),
        );
    }

    /** {@link mustHold} for pods. */
    mustHoldPods(namespace: string | undefined): Match {
        return this.answersFor("Pod", namespace, (place) => this.index.in(place).length > 0);
    }

    /** Whether a chart that could not be opened, or a custom resource, may make objects of a kind in a namespace. */
    mayHoldMore(kind: string, namespace: string): boolean {
        return this.makers.mayMake(kind, namespace);
    }

    private split(): readonly Stack[] {
        const clusters = byCluster(this.subjects);
        return clusters.length === 1 ? [this] : clusters.map((subjects) => new Stack(subjects));
    }

    private answersFor(
        kind: string,
        namespace: string | undefined,
        holdsOthers: (namespace: string) => boolean,
    ): Match {
        if (namespace === undefined || SYSTEM_NAMESPACES.includes(namespace)) {
            return namespace === undefined ? "unknown" : "no";
        }
        const answers = holdsOthers(namespace) ? "yes" : namespace === CLUSTER_SCOPE ? "no" : this.declares(namespace);
        return answers !== "no" && this.mayHoldMore(kind, namespace) ? "unknown" : answers;
    }

    /** Whether another object or a chart of the stack makes an object of this name when it runs. */
    makes(kind: string, namespace: string | undefined, name: string): Match {
        return this.makers.makes(kind, namespace, name);
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
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
    const list = map.get(key);
    if (list === undefined) {
        map.set(key, [item]);
    } else {
        list.push(item);
    }
}
