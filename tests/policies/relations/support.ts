import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { toSubject, withDefaults } from "../../../policies/model/evaluate";
import { labelOf } from "../../../policies/model/identity";
import { type RawResource, toResources } from "../../../policies/model/resource";
import type { RuleConfig } from "../../../policies/model/rule";
import { Stack } from "../../../policies/model/stack";
import { RELATIONS } from "../../../policies/relations";
import { type Data, edit, leaves } from "../support/edit";
import { TODAY } from "../support/judge";
import { object } from "../support/resources";

/** What a relation says of a stack, each entry as `Kind namespace/name path`. */
export interface RelationVerdict {
    readonly found: readonly string[];
    readonly open: readonly string[];
    readonly messages: readonly string[];
}

export function stackOf(resources: readonly RawResource[]): Stack {
    return new Stack(resources.flatMap((raw) => toResources(raw).map((resource) => toSubject(resource))));
}

export function judgeStack(id: string, resources: readonly RawResource[], config: RuleConfig = {}): RelationVerdict {
    const relation = RELATIONS.find((candidate) => candidate.id === id);
    assert(relation, `the pack has no relation ${id}`);
    const stack = stackOf(resources);
    const findings = [...relation.check(stack, { today: TODAY, config: withDefaults(relation, config) })];
    return {
        found: findings.map(({ resource, path }) => `${labelOf(resource)} ${path}`).sort(),
        open: stack.subjects
            .flatMap(({ resource }) => [...resource.reading.unknowns].map((path) => `${labelOf(resource)} ${path}`))
            .sort(),
        messages: findings.map(({ message }) => message),
    };
}

/** The stack with one place of one resource edited, the resource given by kind or type and name. */
export function editIn(
    resources: readonly RawResource[],
    which: string,
    path: string,
    value: unknown,
): readonly RawResource[] {
    const index = resources.findIndex((raw) => nameOf(raw) === which);
    assert(index >= 0, `the fixture has no ${which}: ${resources.map(nameOf).join(", ")}`);
    return resources.map((raw, at) => (at === index ? { ...raw, props: edit(raw.props, path, value) } : raw));
}

/** The stack without a resource. */
export function without(resources: readonly RawResource[], which: string): readonly RawResource[] {
    const rest = resources.filter((raw) => nameOf(raw) !== which);
    assert.equal(rest.length, resources.length - 1, `the fixture has no ${which}`);
    return rest;
}

/** The stack with each of its values unknown in turn, single ones and whole objects and lists. */
function eachUnknown(resources: readonly RawResource[]): Iterable<readonly [string, readonly RawResource[]]> {
    return eachEdited(resources, () => UNKNOWN);
}

/** Values of types that no field takes, or not that one. */
const WRONG: readonly unknown[] = [5, "text", [], {}, null, [null], true, [{}], -1, { a: null }];

/** No relation fails on a value of a wrong type, wherever it stands. */
export function assertWrongTypesAreSurvived(resources: readonly RawResource[]): void {
    for (const [, edited] of eachEdited(resources, (count) => WRONG[count % WRONG.length])) {
        for (const { id } of RELATIONS) {
            judgeStack(id, edited);
        }
    }
}

function* eachEdited(
    resources: readonly RawResource[],
    value: (count: number) => unknown,
): Iterable<readonly [string, readonly RawResource[]]> {
    let count = 0;
    for (const [index, raw] of resources.entries()) {
        for (const path of places(raw.props).filter((place) => !["apiVersion", "kind"].includes(place))) {
            const edited = { ...raw, props: edit(raw.props, path, value(count++)) };
            yield [`${nameOf(raw)} ${path}`, resources.map((other, at) => (at === index ? edited : other))];
        }
    }
}

/** Paths of all values below the data. */
function places(data: object): readonly string[] {
    const all = leaves(data).flatMap((leaf) => {
        const ends = [...leaf.matchAll(/[.[]/g)].map(({ index }) => leaf.slice(0, index));
        return [...ends, leaf];
    });
    return [...new Set(all)].filter((path) => path !== "" && !/\["[^\]]*$/.test(path));
}

/** No value that turns out to be unknown makes a relation find something in a stack that complies. */
export function assertUnknownsFindNothing(id: string, resources: readonly RawResource[]): void {
    assert.deepEqual(judgeStack(id, resources).found, []);
    for (const [place, edited] of eachUnknown(resources)) {
        assert.deepEqual(judgeStack(id, edited).found, [], place);
    }
}

function nameOf({ type, props, name }: RawResource): string {
    const metadata = props.metadata as Data | undefined;
    return `${type.slice(type.lastIndexOf(":") + 1)} ${String(metadata?.name ?? name)}`;
}

export function namespace(name = "shop", labels: Data = { "pod-security.kubernetes.io/enforce": "restricted" }) {
    return {
        ...object("v1", "Namespace", {}),
        props: { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } },
    };
}

/** A workload whose pods carry the label `app` with its name, and listen on port 8080, called `http`. */
export function workload(kind: string, name: string, spec: Data = {}, pod: Data = {}, place = "shop"): RawResource {
    const labels = { app: name };
    const containers = [{ name, image: "web:1", ports: [{ name: "http", containerPort: 8080 }] }];
    return object("apps/v1", kind, {
        metadata: { name, namespace: place },
        spec: {
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { containers, ...pod } },
            ...spec,
        },
    });
}

/** A StatefulSet that keeps data. */
export function statefulSet(name: string, spec: Data = {}, pod: Data = {}): RawResource {
    return workload("StatefulSet", name, { volumeClaimTemplates: [{ metadata: { name: "data" } }], ...spec }, pod);
}

export function networkPolicy(name: string, spec: Data, place = "shop"): RawResource {
    return object("networking.k8s.io/v1", "NetworkPolicy", { metadata: { name, namespace: place }, spec });
}

/** A chart whose objects are not known. */
export function closedRelease(place: string): RawResource {
    return {
        type: "kubernetes:helm.sh/v3:Release",
        name: "chart",
        props: { chart: "web", name: "chart", namespace: place },
    };
}

export const app = (name: string): Data => ({ podSelector: { matchLabels: { app: name } } });
