import { dangersOf } from "../../../../review/dangers/dangers-of";
import type { ChangeStep, ResourceState, StatePair } from "../../../../review/dangers/states";
import type { Danger } from "../../../../review/model/danger";

type Inputs = Readonly<Record<string, unknown>>;

/** What is said of a resource beside its inputs. */
type More = Partial<Omit<ResourceState, "type" | "inputs">>;

/** The provider that speaks to the cluster of the objects that name no other. */
export const CLUSTER = "urn:pulumi:x::p::pulumi:providers:kubernetes::cluster";

/** The URN of a resource of this test's stack. */
export function urnOf(type: string, name: string): string {
    return `urn:pulumi:x::p::${type}::${name}`;
}

/** A stack before and after a change, resource by resource. */
export class ChangedStack {
    private readonly steps: ChangeStep[] = [];
    private readonly states = new Map<string, StatePair>();

    /** A resource that stays as it is. */
    kept(type: string, name: string, inputs: Inputs, more: More = {}): this {
        const state = stateOf(type, inputs, more);
        return this.add("same", type, name, { old: state, new: state });
    }

    deleted(type: string, name: string, inputs: Inputs, more: More = {}): this {
        return this.add("delete", type, name, { old: stateOf(type, inputs, more) });
    }

    created(type: string, name: string, inputs: Inputs, more: More = {}): this {
        return this.add("create", type, name, { new: stateOf(type, inputs, more) });
    }

    /** @param path of the property because of which it is replaced */
    replaced(type: string, name: string, inputs: Inputs, path: string, now = inputs, more: More = {}): this {
        const pair = { old: stateOf(type, inputs, more), new: stateOf(type, now, more) };
        for (const op of ["create-replacement", "replace", "delete-replaced"]) {
            this.add(op, type, name, pair, [path], true);
        }
        return this;
    }

    /** @param paths of the properties that differ */
    updated(type: string, name: string, inputs: Inputs, now: Inputs, ...paths: readonly string[]): this {
        return this.add("update", type, name, { old: stateOf(type, inputs, {}), new: stateOf(type, now, {}) }, paths);
    }

    get dangers(): readonly Danger[] {
        return dangersOf(this.steps, this.states);
    }

    /** The one danger of a resource. */
    dangerOf(name: string): Danger {
        const [only, ...others] = this.dangers.filter(({ urn }) => urn.endsWith(`::${name}`));
        if (only === undefined || others.length > 0) {
            throw new Error(`${name} has ${others.length + (only ? 1 : 0)} dangers`);
        }
        return only;
    }

    private add(
        op: string,
        type: string,
        name: string,
        pair: StatePair,
        paths: readonly string[] = [],
        replaces = false,
    ) {
        const urn = urnOf(type, name);
        const changes = paths.map((path) => ({ path, replaces, old: "a", new: "b" }));
        this.steps.push({ op, type, urn, changes });
        this.states.set(urn, pair);
        return this;
    }
}

function stateOf(type: string, inputs: Inputs, more: More): ResourceState {
    return { type, inputs, provider: type.startsWith("kubernetes:") ? `${CLUSTER}::id` : "urn:aws::id", ...more };
}

export const NAMESPACE = "kubernetes:core/v1:Namespace";
export const CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";
export const SET = "kubernetes:apps/v1:StatefulSet";
export const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
export const SECRET = "kubernetes:core/v1:Secret";
export const STORAGE_CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";

/** The inputs of an object in the namespace `shop`. */
export function object(name: string, spec: Inputs = {}, namespace = "shop"): Inputs {
    return { metadata: { name, namespace }, spec };
}

/** The inputs of a StorageClass of EBS. */
export function storageClass(name: string, reclaimPolicy?: string): Inputs {
    return { metadata: { name }, provisioner: "ebs.csi.aws.com", ...(reclaimPolicy && { reclaimPolicy }) };
}

/** The inputs of a StatefulSet with a volume for each replica. */
export function database(more: Inputs = {}, claim: Inputs = {}): Inputs {
    const template = {
        metadata: { name: "data" },
        spec: { storageClassName: "fast", resources: { requests: { storage: "10Gi" } }, ...claim },
    };
    return object("db", { replicas: 2, volumeClaimTemplates: [template], ...more });
}

/** The inputs of a workload whose pods read a Secret. */
export function reading(name: string, secret: string, more: Inputs = {}): Inputs {
    const env = [{ name: "PASSWORD", valueFrom: { secretKeyRef: { name: secret, key: "password" } } }];
    return object(name, { template: { spec: { containers: [{ name: "app", env }] } }, ...more });
}
