import { CLUSTER_SCOPED } from "../../../core/facts/kubernetes/cluster-scoped";
import { finding, resourceRule, textsOf } from "../../model/rule";
import type { Value } from "../../model/value";

const RBAC = "rbac.authorization.k8s.io";

/**
 * Kinds that live in the default namespace because the API server puts them there, and those that guard it: they keep
 * others from filling it.
 */
const EXEMPT = [
    ...["Endpoints", "EndpointSlice", "Event", "Lease"],
    ...["NetworkPolicy", "ResourceQuota", "LimitRange"],
];

/** What Kubernetes puts there by itself, as `Kind/name`. */
export const MADE_BY_KUBERNETES = ["Service/kubernetes", "ConfigMap/kube-root-ca.crt", "ServiceAccount/default"];

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
export const defaultNamespace = resourceRule({
    id: "default-namespace",
    title: "Nothing is put in a namespace that belongs to nobody or to Kubernetes.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "The default namespace has no owner, quota or network policy; Kubernetes' own is not ours to fill.",
    fix: "Put the object in a namespace of its own.",
    sources: ["CIS EKS 4.5.2", "CKV_K8S_21", "KSV-0037", "KSV-0110", "C-0061"],
    config: {
        namespaces: {
            description: "Namespaces that are refused.",
            type: "array",
            items: { type: "string" },
            default: ["default", "kube-public", "kube-node-lease"],
        },
    },
    *check({ group, kind = "", props, type }, { config }) {
        const namespace = props.at(type.startsWith("kubernetes:helm.sh/") ? "namespace" : "metadata.namespace");
        const refused = namespace.isStated ? namespace.text : undefined;
        if (
            group !== undefined &&
            // The API server ignores the namespace of a kind that lives in none.
            !CLUSTER_SCOPED.has(`${group}/${kind}`) &&
            !EXEMPT.includes(kind) &&
            !MADE_BY_KUBERNETES.includes(`${kind}/${props.at("metadata.name").text}`) &&
            textsOf(config, "namespaces").includes(refused ?? "") &&
            !opensToOthers(`${group}/${kind}`, props, refused)
        ) {
            yield finding(namespace, `the object is in the namespace ${namespace}`);
        }
    },
});

/** True for a Role, and for a RoleBinding to accounts of other namespaces alone: they must be where they give access. */
function opensToOthers(kind: string, props: Value, namespace: string | undefined): boolean {
    if (kind !== `${RBAC}/RoleBinding`) {
        return kind === `${RBAC}/Role`;
    }
    const subjects = props.key("subjects");
    const mayBeOfOther = (at: Value) => at.isUnknown || !["", undefined, namespace].includes(at.text);
    return (
        subjects.isUnknown ||
        (subjects.items.length > 0 && subjects.items.every((subject) => mayBeOfOther(subject.key("namespace"))))
    );
}
