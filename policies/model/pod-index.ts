import { namespaceOf } from "./identity";
import type { PodView } from "./pod";
import type { Resource } from "./resource";
import { LABELS_OF_CONTROLLERS, type Match, type Stated } from "./selector";
import type { Value } from "./value";

/** Pods of the stack: the ones that a template makes, or a pod itself. */
export interface StackPods {
    readonly resource: Resource;
    readonly pod: PodView;
    /** `undefined` where it is unknown. */
    readonly namespace: string | undefined;
    readonly labels: Value;
    readonly stated: Stated;
}

/** What a selector selects: certainly, or depending on an unknown value. */
export interface Selection {
    readonly certain: readonly StackPods[];
    readonly possible: readonly StackPods[];
}

/** The pods of one namespace, found by a label without looking at all the others. */
interface Shelf {
    readonly all: StackPods[];
    readonly byLabel: Map<string, StackPods[]>;
    /** Pods some of whose labels are not known. */
    readonly uncertain: StackPods[];
}

/** Finds pods by namespace and labels. */
export class PodIndex {
    private readonly shelves = new Map<string, Shelf>();
    private readonly nowhere: StackPods[] = [];

    constructor(readonly pods: readonly StackPods[]) {
        for (const pods of this.pods) {
            this.add(pods);
        }
    }

    /** The pods that are certain to be in a namespace. */
    in(namespace: string): readonly StackPods[] {
        return this.shelves.get(namespace)?.all ?? [];
    }

    /** Names of the namespaces that hold pods. */
    get namespaces(): readonly string[] {
        return [...this.shelves.keys()];
    }

    /**
     * The pods in a namespace that pass a test.
     *
     * @param namespace `undefined` where it is unknown: every pod may be in it
     * @param wanted labels that the test asks for, if it asks for any by value
     */
    select(namespace: string | undefined, wanted: Value | undefined, test: (pods: StackPods) => Match): Selection {
        const certain: StackPods[] = [];
        const possible: StackPods[] = [];
        const candidates = namespace === undefined ? this.pods : this.candidates(namespace, wanted);
        for (const pods of candidates) {
            const match = test(pods);
            if (match === "yes" && namespace !== undefined && pods.namespace === namespace) {
                certain.push(pods);
            } else if (match !== "no") {
                possible.push(pods);
            }
        }
        return { certain, possible };
    }

    private candidates(namespace: string, wanted: Value | undefined): readonly StackPods[] {
        const shelf = this.shelves.get(namespace);
        if (shelf === undefined) {
            return this.nowhere;
        }
        const entries = wanted === undefined || wanted.isUnknown ? [] : wanted.entries;
        const told = entries.filter(([name, value]) => !value.isUnknown && !LABELS_OF_CONTROLLERS.has(name));
        if (!told.some(([, value]) => value.text !== undefined)) {
            return [...shelf.all, ...this.nowhere];
        }
        const lists = told.map(([name, value]) => shelf.byLabel.get(`${name}=${value.text}`) ?? []);
        const shortest = lists.reduce((least, list) => (list.length < least.length ? list : least));
        return [...shortest, ...shelf.uncertain, ...this.nowhere];
    }

    private add(pods: StackPods): void {
        const { namespace, labels, stated } = pods;
        if (namespace === undefined) {
            this.nowhere.push(pods);
            return;
        }
        const shelf: Shelf = this.shelves.get(namespace) ?? { all: [], byLabel: new Map(), uncertain: [] };
        this.shelves.set(namespace, shelf);
        shelf.all.push(pods);
        const entries = labels.isUnknown ? [] : labels.entries;
        if (labels.isUnknown || stated === "some" || entries.some(([, value]) => value.isUnknown)) {
            shelf.uncertain.push(pods);
            return;
        }
        for (const [name, value] of entries) {
            const key = `${name}=${value.text}`;
            const list = shelf.byLabel.get(key);
            if (list === undefined) {
                shelf.byLabel.set(key, [pods]);
            } else {
                list.push(pods);
            }
        }
    }
}

/** Kinds that hold a template and start no pods from it. */
const INERT_KINDS = ["PodTemplate"];

/** The pods that a resource makes. */
export function toStackPods(resource: Resource, pods: readonly PodView[]): readonly StackPods[] {
    return INERT_KINDS.includes(resource.kind ?? "")
        ? []
        : pods.filter(isStated).map((pod) => ({
              resource,
              pod,
              namespace: namespaceOf(resource),
              labels: pod.metadata.key("labels"),
              stated: resource.isPatch ? ("some" as const) : ("all" as const),
          }));
}

/** A Rollout may leave its template to a Deployment. */
function isStated({ metadata, spec }: PodView): boolean {
    return metadata.isStated || spec.isStated;
}
