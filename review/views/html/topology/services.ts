import { revealed } from "../../../../core/faults/visible";
import { groupBy } from "../../../../core/group-by";
import { type Material, type Subject, textsIn } from "../material";
import type { Content, ShapeKind } from "./block";
import { connections, type ServiceEdge } from "./connections";
import { contentOf, gravest, groupContent, isDangerous, opWithParts } from "./content";

/** A box of the picture of services. */
export interface ServiceNode {
    readonly content: Content;
    /** Absent for what is outside of the cluster. */
    readonly namespace?: string;
    /** What reachability knows it by, or them where one box stands for several. */
    readonly ids: readonly string[];
}

export interface ServiceGraph {
    readonly namespaces: ReadonlyMap<string, Content>;
    readonly nodes: readonly ServiceNode[];
    readonly edges: readonly ServiceEdge[];
    /** How many connections that stay as they are have no line, so that the others can be seen. */
    readonly undrawn: number;
}

/** More boxes than these are a picture of nothing: of what stays as it is, each namespace then shows a number. */
const MAX_NODES = 60;
const MAX_NODES_OF_NAMESPACE = 8;

const KINDS: ReadonlyMap<string, ShapeKind> = new Map([
    ["kubernetes:apps/v1:Deployment", "service"],
    ["kubernetes:apps/v1:DaemonSet", "service"],
    ["kubernetes:apps/v1:StatefulSet", "store"],
    ["kubernetes:batch/v1:CronJob", "task"],
    ["kubernetes:batch/v1:Job", "task"],
    ["kubernetes:helm.sh/v3:Release", "release"],
]);

/** What runs in the cluster and how it is connected, as much of it as a picture can hold. */
export function serviceGraph(material: Material): ServiceGraph {
    const parts = groupBy(material.subjects, ({ parent }) => parent ?? "");
    const workloads = material.subjects.flatMap((subject) => {
        const kind = KINDS.get(subject.type);
        const content = kind && contentOf(kind, subject, subject.name, noteOf(subject));
        return content === undefined
            ? []
            : [{ subject, content: { ...content, op: opWithParts(material, subject, parts) } }];
    });
    const isWhole = workloads.length <= MAX_NODES;
    const inside = [...groupBy(workloads, ({ subject }) => subject.namespace ?? "default")].flatMap(
        ([namespace, own]) => nodesOf(namespace, own, isWhole),
    );
    const { outside, edges, undrawn } = connections(material.review.reach, inside, isWhole);
    return { namespaces: namespacesOf(material, inside), nodes: [...inside, ...outside], edges, undrawn };
}

interface Workload {
    readonly subject: Subject;
    readonly content: Content;
}

function nodesOf(namespace: string, own: readonly Workload[], isWhole: boolean): readonly ServiceNode[] {
    const shown = isWhole ? own : notable(own);
    const rest = own.filter((workload) => !shown.includes(workload));
    return [
        ...shown.map(({ subject, content }) => ({ content, namespace, ids: [idOf(subject)] })),
        ...(rest.length === 0
            ? []
            : [
                  {
                      content: othersContent(rest, shown.length > 0),
                      namespace,
                      ids: rest.map(({ subject }) => idOf(subject)),
                  },
              ]),
    ];
}

/** What a reviewer looks for in a namespace: what is in danger, then what something happens to that does not happen to all. */
function notable(own: readonly Workload[]): readonly Workload[] {
    const isUniform = new Set(own.map(({ content }) => content.op)).size === 1;
    const changed = own.filter(({ content }) => content.isDangerous || (content.op !== "same" && !isUniform));
    const rank = ({ content }: Workload) => (content.isDangerous ? 0 : 1);
    return changed.toSorted((one, other) => rank(one) - rank(other)).slice(0, MAX_NODES_OF_NAMESPACE);
}

function othersContent(workloads: readonly Workload[], isRest: boolean): Content {
    const stores = workloads.filter(({ content }) => content.kind === "store").length;
    const word = isRest ? "others" : "workloads";
    const note = stores > 0 ? `${stores} of them with data` : undefined;
    return {
        ...groupContent("others", `${workloads.length} ${word}`, note),
        op: gravest(workloads.map(({ content }) => content.op)),
        isDangerous: workloads.some(({ subject }) => isDangerous(subject)),
    };
}

/** The id that reachability knows a workload by. */
function idOf({ namespace, kind, name }: Subject): string {
    return `${namespace ?? "default"}/${kind}/${name}`;
}

function noteOf({ kind, type, resource }: Subject): string {
    const inputs = resource?.inputs ?? {};
    if (type === "kubernetes:helm.sh/v3:Release") {
        const version = textsIn(inputs)("version");
        return version === undefined ? "Helm release" : `chart ${revealed(version)}`;
    }
    const spec = inputs.spec;
    const replicas = typeof spec === "object" && spec !== null && "replicas" in spec ? spec.replicas : undefined;
    return typeof replicas === "number" ? `${kind} × ${replicas}` : kind;
}

function namespacesOf(material: Material, nodes: readonly ServiceNode[]): ReadonlyMap<string, Content> {
    const objects = material.subjects.filter(({ type }) => type === "kubernetes:core/v1:Namespace");
    const known = new Map(objects.map((subject) => [subject.name, contentOf("namespace", subject)]));
    const used = nodes.flatMap(({ namespace }) => namespace ?? []);
    const others = used
        .filter((name) => !known.has(name))
        .map((name) => [name, groupContent("namespace", name)] as const);
    return new Map([...known, ...others]);
}
