import { byCluster } from "./clusters";
import { CLUSTER_SCOPE, kindOf, labelOf, objectKey, objectName, SYSTEM_NAMESPACES } from "./identity";
import { type Lookup, ObjectIndex, type Placed } from "./object-index";
import { ObjectMakers } from "./object-makers";
import { PodIndex, type Selection, type StackPods, toStackPods } from "./pod-index";
import type { Resource } from "./resource";
import type { Subject } from "./rule";
import { type Match, matchesLabels, selects } from "./selector";
import type { Value } from "./value";

/** What is known besides of files of which a part is looked at. */
export interface Surroundings {
    /** Everything that was read. What is not in the part may belong to it, or be of another installation. */
    readonly whole: Stack;
    /** True where a file that could not be read may hold objects of the part. */
    readonly hasUnread: boolean;
}

/** Everything that a stack holds, to look up what one resource says of another. */
export class Stack {
    private readonly byType = new Map<string, Resource[]>();
    private readonly byKind = new Map<string, Resource[]>();
    private readonly objects = new ObjectIndex();
    private readonly index: PodIndex;
    private readonly makers: ObjectMakers;
    /** What tells the objects of the stack from others; resources that nothing tells are there themselves. */
    private readonly members = new Set<Resource | string>();
    private parts: readonly Stack[] | undefined;

    /** @param around what there is besides of files. @default nothing: what is not in the stack is known to be nowhere */
    constructor(
        readonly subjects: readonly Subject[],
        private readonly around?: Surroundings,
    ) {
        for (const { resource } of subjects) {
            this.members.add(objectKey(resource) ?? resource);
            append(this.byType, resource.type, resource);
            const kind = kindOf(resource);
            if (kind !== undefined) {
                append(this.byKind, kind, resource);
                this.objects.add(kind, resource);
            }
        }
        this.index = new PodIndex(subjects.flatMap(({ resource, pods }) => toStackPods(resource, pods)));
        this.makers = around?.whole.makers ?? new ObjectMakers(subjects);
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
        const own = this.objects.find(kind, namespace, name);
        const outside = own.match === "no" ? this.around?.whole.find(kind, namespace, name) : undefined;
        if (outside === undefined || outside.match === "no") {
            return own;
        }
        return { match: "unknown", ...(outside.object !== undefined && { elsewhere: outside.object }) };
    }

    /** The objects of a kind that are, and those that may be, in a namespace. */
    placed(kind: string, namespace: string): Placed {
        const { certain, possible } = this.objects.in(kind, namespace);
        const outside = this.around?.whole.placed(kind, namespace);
        return outside === undefined
            ? { certain, possible }
            : { certain, possible: [...possible, ...this.strangers([...outside.certain, ...outside.possible])] };
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
     * it, as in a namespace of the cluster's own; `unknown` where the namespace is unknown, and beside what may make it.
     *
     * @param name of the object, where it has to be that one
     */
    mustHold(kind: string, namespace: string | undefined, name?: string): Match {
        const holdsOthers = (place: string) =>
            place === CLUSTER_SCOPE
                ? this.ofKind(kind).some(({ isPatch }) => !isPatch)
                : this.objects.in(kind, place).certain.some(({ isPatch }) => !isPatch);
        return this.answersFor(namespace, holdsOthers, (place) => this.otherSource(kind, place, name));
    }

    /**
     * {@link mustHold} for pods.
     *
     * @param labels values of labels that the pods carry
     */
    mustHoldPods(namespace: string | undefined, labels: readonly string[]): Match {
        const holdsOthers = (place: string) => this.index.in(place).length > 0;
        return this.answersFor(namespace, holdsOthers, (place) => this.otherPods(place, labels));
    }

    /**
     * What may hold or make objects of a kind in a namespace that are not seen: a chart that could not be opened, a custom
     * resource, a file that could not be read.
     *
     * @param name of the object, where it has to be that one
     */
    otherSource(kind: string, namespace: string, name?: string): string | undefined {
        return this.describe(
            name === undefined
                ? this.makers.mayMake(kind, namespace, this.isNear)
                : this.makers.mayMakeNamed(kind, namespace, name, this.isNear),
        );
    }

    /** {@link otherSource} for pods that carry labels of these values. */
    otherPods(namespace: string, labels: readonly string[]): string | undefined {
        return this.describe(this.makers.mayMakePods(namespace, labels, this.isNear));
    }

    /** Objects of these kinds in another folder, which may or may not be installed together with the stack. */
    elsewhere(...kinds: readonly string[]): readonly Resource[] {
        return this.around === undefined ? [] : this.strangers(this.around.whole.ofKind(...kinds));
    }

    /** {@link elsewhere} for the pods of a namespace. */
    podsElsewhere(namespace: string): readonly StackPods[] {
        const all = this.around?.whole.index.in(namespace) ?? [];
        return all.filter(({ resource }) => !this.isNear(resource));
    }

    /** False for what is neither in the stack nor another version of something that is. */
    private readonly isNear = (resource: Resource): boolean =>
        this.around === undefined || this.members.has(objectKey(resource) ?? resource);

    private describe(maker: Resource | undefined): string | undefined {
        return maker !== undefined
            ? labelOf(maker)
            : this.around?.hasUnread === true
              ? "a file that could not be read"
              : undefined;
    }

    private strangers(resources: readonly Resource[]): readonly Resource[] {
        return resources.filter((resource) => !this.isNear(resource));
    }

    private split(): readonly Stack[] {
        const clusters = byCluster(this.subjects);
        return clusters.length === 1 ? [this] : clusters.map((subjects) => new Stack(subjects, this.around));
    }

    private answersFor(
        namespace: string | undefined,
        holdsOthers: (namespace: string) => boolean,
        otherSource: (namespace: string) => string | undefined,
    ): Match {
        if (namespace === undefined || SYSTEM_NAMESPACES.includes(namespace)) {
            return namespace === undefined ? "unknown" : "no";
        }
        const answers = holdsOthers(namespace) ? "yes" : namespace === CLUSTER_SCOPE ? "no" : this.declares(namespace);
        return answers !== "no" && otherSource(namespace) !== undefined ? "unknown" : answers;
    }

    /** Whether another object or a chart of the stack makes an object of this name when it runs. */
    makes(kind: string, namespace: string | undefined, name: string): Match {
        return this.makers.makes(kind, namespace, name);
    }

    /** Names of the Secrets of a namespace that are declared, or made by another object. */
    secretNames(namespace: string): readonly string[] {
        const { certain, possible } = this.placed("Secret", namespace);
        const declared = [...certain, ...possible].flatMap((secret) => objectName(secret) ?? []);
        return [...declared, ...this.makers.secretNames(namespace)];
    }

    /** The pods that a label selector selects. */
    selectedPods(namespace: string | undefined, selector: Value): Selection {
        const wanted = selector.isUnknown ? undefined : selector.key("matchLabels");
        return this.select(namespace, wanted, ({ labels, stated }) => selects(selector, labels, stated));
    }

    /** The pods that a plain map of labels selects. */
    labelledPods(namespace: string | undefined, wanted: Value): Selection {
        return this.select(namespace, wanted, ({ labels, stated }) => matchesLabels(wanted, labels, stated));
    }

    private select(
        namespace: string | undefined,
        wanted: Value | undefined,
        test: (pods: StackPods) => Match,
    ): Selection {
        const own = this.index.select(namespace, wanted, test);
        const outside = this.around?.whole.index.select(namespace, wanted, test);
        if (outside === undefined) {
            return own;
        }
        const others = [...outside.certain, ...outside.possible];
        const strangers = others.filter(({ resource }) => !this.isNear(resource));
        return { certain: own.certain, possible: [...own.possible, ...strangers] };
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
