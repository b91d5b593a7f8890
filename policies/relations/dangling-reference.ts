import { externalObjects, type IsExternal } from "../model/external";
import { CLUSTER_SCOPE, kindOf, labelOf, namespaceOf, shortKind } from "../model/identity";
import { knownTexts } from "../model/known";
import { isEmptySelector, NETWORK_POLICY } from "../model/network-policies";
import { isKeptElsewhere, isOfAnotherApplication } from "../model/outsiders";
import type { Selection, StackPods } from "../model/pod-index";
import { type Reference, referencesOf } from "../model/references";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import type { Resource } from "../model/resource";
import { type Subject, textsOf } from "../model/rule";
import type { Match } from "../model/selector";
import { danglingPorts } from "../model/service-ports";
import type { Stack } from "../model/stack";
import type { Value } from "../model/value";

/** @see https://github.com/stackrox/kube-linter/blob/main/docs/generated/checks.md for the checks called dangling */
export const danglingReference: Relation = {
    id: "dangling-reference",
    title: "What objects name or select exists.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale:
        "A Service without pods drops every connection, a missing Secret keeps a pod from starting, a policy without " +
        "pods protects nothing, and Kubernetes accepts them all in silence. What is named must be in the stack where " +
        "the stack declares the namespace, or another object of the kind in it. Where something else in the namespace, " +
        "such as a chart that could not be opened, a custom resource, or a workload that is told the name of a Secret, may " +
        "make the object, the reference is left open. So are, in files, a Secret where none of nearly that name is among them, and " +
        "a selector or workload without a word of the pods beside it in a namespace that they do not declare.",
    fix: "Correct the name, the port or the labels, or add what is missing; list in external what is made elsewhere.",
    sources: [
        "kube-linter dangling-service",
        "kube-linter dangling-ingress",
        "kube-linter dangling-horizontalpodautoscaler",
        "kube-linter dangling-networkpolicy",
        "kube-linter non-existent-service-account",
        "kube-score service-targets-pod",
        "kube-score ingress-targets-service",
    ],
    config: {
        external: {
            description:
                "Objects made outside of the stack, as Kind/namespace/name, without a namespace as Kind/name; " +
                "* stands for any text.",
            type: "array",
            items: { type: "string" },
            default: [],
        },
    },
    *check(stack, { config }) {
        const isExternal = externalObjects(textsOf(config, "external"));
        for (const cluster of stack.clusters) {
            for (const subject of cluster.subjects) {
                yield* judge(subject, cluster, isExternal);
            }
        }
    },
};

function* judge(subject: Subject, stack: Stack, isExternal: IsExternal): Iterable<RelationFinding> {
    for (const reference of referencesOf(subject)) {
        yield* judgeName(subject.resource, reference, stack, isExternal);
    }
    yield* judgeSelector(subject.resource, stack);
    for (const { at, message, question } of danglingPorts(subject.resource, stack)) {
        if (question === undefined) {
            yield findingAt(subject.resource, at, message);
        } else {
            leaveOpen(subject.resource, at, question);
        }
    }
}

/** What exists in every cluster, or in every one of EKS, without anyone declaring it. */
const GIVEN: ReadonlyMap<string, RegExp> = new Map(
    Object.entries<RegExp>({
        ServiceAccount: /^default$/,
        ConfigMap: /^(kube-root-ca\.crt|openshift-service-ca\.crt)$/,
        "rbac.authorization.k8s.io/ClusterRole": /^(cluster-admin|admin|edit|view|system:.*|eks:.*)$/,
        "rbac.authorization.k8s.io/Role": /^(system:.*|eks:.*)$/,
        // No class at all, and the one that EKS makes.
        "storage.k8s.io/StorageClass": /^(gp2)?$/,
        Service: /^kubernetes$/,
    }),
);

function* judgeName(
    resource: Resource,
    reference: Reference,
    stack: Stack,
    isExternal: IsExternal,
): Iterable<RelationFinding> {
    const { at, kind, namespace } = reference;
    const name = at.text;
    // The API server takes an empty name for none.
    if (name === undefined || name === "" || GIVEN.get(kind)?.test(name) === true || isExternal(reference, name)) {
        return;
    }
    const found = exists(reference, name, stack);
    const missing = found === "no" ? mustExist(kind, namespace, name, stack) : found === "unknown" ? "unknown" : "no";
    const told = missing === "yes" && kind === "Secret" ? toldOf(name, namespace, stack) : undefined;
    if (told !== undefined) {
        leaveOpen(resource, at, `whether ${labelOf(told.resource)}, which is told the name, makes the Secret ${at}`);
    } else if (missing === "unknown") {
        leaveOpen(resource, at, whoMakes(reference, name, stack));
    } else if (missing === "yes" && kind === "Secret" && isKeptElsewhere(resource, namespace, name, stack)) {
        leaveOpen(resource, at, `whether somebody makes the Secret ${at}, which is not among the files, by hand`);
    } else if (missing === "yes" && kind.startsWith("apps/") && isOfAnotherApplication(resource, [name], stack)) {
        leaveOpen(resource, at, `whether an application that is installed otherwise has the ${shortKind(kind)} ${at}`);
    } else if (missing === "yes") {
        const where = namespace === undefined || namespace === CLUSTER_SCOPE ? "" : ` in the namespace ${namespace}`;
        yield findingAt(resource, at, `there is no ${shortKind(kind)} ${at}${where}`);
    }
}

/** Where the stack has some of the pods of a namespace, it has the workload that others scale, too. */
function mustExist(kind: string, namespace: string | undefined, name: string, stack: Stack): Match {
    return kind.startsWith("apps/") ? stack.mustHoldPods(namespace, [name]) : stack.mustHold(kind, namespace, name);
}

function whoMakes({ kind, namespace, at }: Reference, name: string, stack: Stack): string {
    const source = namespace === undefined ? undefined : stack.otherSource(kind, namespace, name);
    return `whether ${source ?? "an object whose name or namespace is unknown"} makes the ${shortKind(kind)} ${at}`;
}

function exists({ kind, namespace }: Reference, name: string, stack: Stack): Match {
    const { match, elsewhere } = stack.find(kind, namespace, name);
    if (match !== "no") {
        return elsewhere === undefined ? match : "yes";
    }
    return kind === "PersistentVolumeClaim"
        ? isClaimOfStatefulSet(namespace, name, stack)
        : stack.makes(kind, namespace, name);
}

/** A controller that is told the name of a Secret, by a variable or argument called so, may make it when it runs. */
function toldOf(name: string, namespace: string | undefined, stack: Stack): StackPods | undefined {
    return stack.pods.in(namespace ?? "").find(({ pod }) =>
        pod.containers.some((container) => {
            const isTold = container
                .at("env")
                .items.some((one) => isSecret(textOf(one.key("name"))) && textOf(one.key("value")) === name);
            const words = ["command", "args"]
                .flatMap((field) => container.at(field).items.map(textOf))
                .flatMap((argument) => argument.split(/[\s=]+/));
            return isTold || words.some((word, index) => word === name && isSecret(words[index - 1] ?? ""));
        }),
    );
}

function isSecret(word: string): boolean {
    return /secret/i.test(word);
}

function textOf(value: Value): string {
    return value.isUnknown ? "" : (value.text ?? "");
}

/** A StatefulSet makes a claim for each template and pod, called after them and the pod's number. */
function isClaimOfStatefulSet(namespace: string | undefined, name: string, stack: Stack): Match {
    const sets = namespace === undefined ? [] : stack.placed("apps/StatefulSet", namespace).certain;
    const isOne = sets.some((set) =>
        set.props.at("spec.volumeClaimTemplates").items.some((template) => {
            const prefix = `${template.at("metadata.name").text}-${set.name}-`;
            return name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length));
        }),
    );
    return isOne ? "yes" : "no";
}

function* judgeSelector(resource: Resource, stack: Stack): Iterable<RelationFinding> {
    if (selectsNothing(resource)) {
        const selector = resource.props.at("spec.selector");
        yield findingAt(resource, selector, `${labelOf(resource)} has no selector, and so selects no pod`);
        return;
    }
    const selected = selectionOf(resource, stack);
    if (selected === undefined || selected.selection.certain.length > 0) {
        return;
    }
    const { at, selection } = selected;
    const namespace = namespaceOf(resource);
    const labels = valuesIn(at);
    const missing = selection.possible.length > 0 ? "unknown" : stack.mustHoldPods(namespace, labels);
    if (missing === "unknown") {
        const [candidate] = selection.possible;
        const source = namespace === undefined ? undefined : stack.otherPods(namespace, labels);
        const who = candidate !== undefined ? labelOf(candidate.resource) : (source ?? "another stack");
        leaveOpen(resource, at, `whether ${who} makes pods that ${at.path} selects`);
    } else if (missing === "yes" && isOfAnotherApplication(resource, labels, stack)) {
        leaveOpen(
            resource,
            at,
            `whether an application that is installed otherwise makes pods that ${at.path} selects`,
        );
    } else if (missing === "yes") {
        yield findingAt(resource, at, `${labelOf(resource)} selects no pod`);
    }
}

/** The values of the labels that a selector asks for. */
function valuesIn(selector: Value): readonly string[] {
    const labels = selector.key("matchLabels").isStated ? selector.key("matchLabels") : selector;
    return knownTexts(labels);
}

/** True for a budget without a selector; in `policy/v1beta1` an empty one is none, too. */
function selectsNothing(resource: Resource): boolean {
    const selector = resource.props.at("spec.selector");
    return (
        kindOf(resource) === "policy/PodDisruptionBudget" &&
        !resource.isPatch &&
        (!selector.isStated || (resource.apiVersion === "policy/v1beta1" && isEmptySelector(selector)))
    );
}

/** The pods that an object is about, where it selects any by their labels. */
function selectionOf(
    resource: Resource,
    stack: Stack,
): { readonly at: Value; readonly selection: Selection } | undefined {
    const namespace = namespaceOf(resource);
    const spec = resource.props.key("spec");
    switch (kindOf(resource)) {
        case "Service": {
            const at = spec.key("selector");
            const isExternalName = !spec.key("type").isUnknown && spec.key("type").text === "ExternalName";
            const selects = at.isUnknown || at.entries.length > 0;
            return selects && !isExternalName ? { at, selection: stack.labelledPods(namespace, at) } : undefined;
        }
        case "policy/PodDisruptionBudget":
        case NETWORK_POLICY: {
            const at = spec.key(kindOf(resource) === NETWORK_POLICY ? "podSelector" : "selector");
            return at.isStated && !isEmptySelector(at)
                ? { at, selection: stack.selectedPods(namespace, at) }
                : undefined;
        }
        default:
            return undefined;
    }
}
