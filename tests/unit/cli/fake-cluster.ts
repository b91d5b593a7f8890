import assert from "node:assert/strict";
import type { DrainedCluster } from "../../../cli/engine/drain/cluster";
import type { KubeObject } from "../../../providers/kubernetes/object";

/** An object of the namespace `team`, whose uid is made of its kind and name. */
export function object(apiVersion: string, kind: string, name: string, more: object = {}): KubeObject {
    const { metadata = {}, ...rest } = more as Partial<KubeObject>;
    return { apiVersion, kind, metadata: { name, namespace: "team", uid: `${kind}-${name}`, ...metadata }, ...rest };
}

/** A cluster in which objects go as soon as they are told to, unless `remaining` says what comes after. */
export class FakeCluster implements DrainedCluster {
    readonly deleted: string[] = [];

    constructor(
        private objects: readonly KubeObject[],
        private readonly remaining: (gone: KubeObject) => readonly KubeObject[] = () => [],
    ) {}

    list: DrainedCluster["list"] = async ({ apiVersion, kind }) =>
        this.objects.filter((one) => one.apiVersion === apiVersion && one.kind === kind);

    get: DrainedCluster["get"] = async ({ kind, name }) =>
        this.objects.find((one) => one.kind === kind && one.metadata.name === name);

    delete: DrainedCluster["delete"] = async ({ kind, name }) => {
        const gone = this.objects.find((one) => one.kind === kind && one.metadata.name === name);
        assert.ok(gone);
        this.deleted.push(`${kind} ${name}`);
        const goes = (one: KubeObject) =>
            one === gone || one.metadata.ownerReferences?.some((owner) => owner.name === name);
        this.objects = [...this.objects.filter((one) => !goes(one)), ...this.remaining(gone)];
    };
}
