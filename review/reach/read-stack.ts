import { ADDONS } from "../../components/addons";
import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import { UNKNOWN_STRING } from "../../core/engine/signatures";
import type { PackConfig } from "../../policies/judging/pack-config";
import { StackJudge } from "../../policies/judging/stack-judge";
import type { OpenRelease } from "../../policies/judging/subjects";
import { toSubject } from "../../policies/model/evaluate";
import { textOf } from "../../policies/model/known";
import { type RawResource, type Resource, settled, toResources } from "../../policies/model/resource";
import type { Subject } from "../../policies/model/rule";
import { Stack } from "../../policies/model/stack";

/** How resources are read. */
export interface ReadOptions {
    /** Renders Helm releases. @default they stay closed */
    readonly openRelease?: OpenRelease;
    /** Configuration of the policy pack, for kinds of pods that are the user's own. @default none */
    readonly config?: PackConfig;
}

/** What a stack holds in one of its clusters. */
export interface ReadStack {
    /** Before the ids and names of its workloads; empty where the stack has one cluster. */
    readonly prefix: string;
    readonly stack: Stack;
    /** Stand-ins for the pods of releases whose charts could not be opened. */
    readonly closed: ReadonlySet<Resource>;
    /** What is not known of them. */
    readonly undetermined: readonly string[];
}

/**
 * Reads the resources of a stack, with what its charts install, as they are after the update.
 *
 * @returns each of its clusters, for no pod reaches another's
 */
export async function readStack(
    raws: readonly RawResource[],
    { openRelease, config }: ReadOptions,
): Promise<readonly ReadStack[]> {
    const judge = new StackJudge({ ...(config && { config }), ...(openRelease && { openRelease }) });
    const subjects: Subject[] = [];
    const releases: Resource[] = [];
    for (const raw of raws) {
        const read = await judge.read(settled(raw));
        subjects.push(...read);
        const [first] = read;
        if (raw.type === HELM_RELEASE && read.length === 1 && first !== undefined && mayHavePods(first.resource)) {
            releases.push(first.resource);
        }
    }
    const { clusters } = new Stack(subjects);
    return clusters.map((cluster) => ({
        prefix: clusters.length === 1 ? "" : `${clusterName(cluster)}:`,
        ...withStandIns(cluster, releases),
    }));
}

function clusterName({ subjects }: Stack): string {
    const [provider] = subjects.flatMap(({ resource: { group, provider: own } }) =>
        group === undefined ? [] : (own ?? []),
    );
    return provider?.name ?? "default";
}

/** A cluster with stand-ins for the pods of its closed releases. */
function withStandIns(cluster: Stack, all: readonly Resource[]): Omit<ReadStack, "prefix"> {
    const releases = all.filter((release) => cluster.subjects.some(({ resource }) => resource === release));
    const standIns = releases.flatMap((release) => standIn(release, cluster) ?? []);
    return {
        stack: standIns.length === 0 ? cluster : new Stack([...cluster.subjects, ...standIns]),
        closed: new Set(standIns.map(({ resource }) => resource)),
        undetermined: releases.map((release) => {
            const name = `${namespaceOfRelease(release) ?? "unknown"}/${nameOfRelease(release)}`;
            const isTold = standIns.some(({ resource }) => resource.urn === release.urn);
            return `The chart of ${name} is not on this machine: ${
                isTold
                    ? "its pods are taken for one workload with the labels that its namespace's traffic names."
                    : "nothing is told of its pods."
            }`;
        }),
    };
}

/** Charts of custom resource definitions have none. */
function mayHavePods({ props }: Resource): boolean {
    const chart = textOf(props.key("chart")) ?? "";
    return !ADDONS.some(({ crds }) => crds !== undefined && chart.includes(crds.name));
}

/** The pods of a closed release, as far as they are known. Where its namespace lets pods into the nodes' network, nothing is. */
function standIn(release: Resource, stack: Stack): Subject | undefined {
    const namespace = namespaceOfRelease(release);
    const { object } = namespace === undefined ? {} : stack.namespace(namespace);
    const level = object?.props.at("metadata.labels").key("pod-security.kubernetes.io/enforce");
    if (namespace === undefined || level === undefined || !["baseline", "restricted"].includes(textOf(level) ?? "")) {
        return undefined;
    }
    const edges = stack
        .ofType(NAMESPACE)
        .filter(({ props }) => textOf(props.key("namespace")) === namespace)
        .flatMap(({ props }) => (props.key("edges").isUnknown ? [] : props.key("edges").items));
    const labels = edges.flatMap((edge) => (edge.key("pods").isUnknown ? [] : edge.key("pods").entries));
    const [made] = toResources({
        // A patch states some of its labels and leaves the others open.
        type: "kubernetes:apps/v1:DeploymentPatch",
        props: {
            metadata: { name: nameOfRelease(release), namespace },
            spec: {
                template: {
                    metadata: { labels: Object.fromEntries(labels.map(([key, value]) => [key, textOf(value)])) },
                    spec: { containers: UNKNOWN_STRING },
                },
            },
        },
        ...(release.urn !== undefined && { urn: release.urn }),
        options: release.options,
        ...(release.provider !== undefined && { provider: release.provider }),
    });
    return made && toSubject(made);
}

const NAMESPACE = "eks-platform:namespaces:PlatformNamespace";

function namespaceOfRelease({ props }: Resource): string | undefined {
    const namespace = props.key("namespace");
    return namespace.isUnknown ? undefined : (namespace.text ?? "default");
}

function nameOfRelease({ props, name }: Resource): string {
    return textOf(props.key("name")) ?? name ?? "unknown";
}
