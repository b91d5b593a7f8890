import { AGENT_NAMESPACES } from "../../model/identity";
import { finding, podRule } from "../../model/rule";

export const CONTROL_PLANE_LABELS = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

/** @see https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane-taint */
export const controlPlanePlacement = podRule({
    id: "control-plane-placement",
    title: "Pods do not ask for nodes of the control plane.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "A pod beside the API server reaches its keys and data; on EKS there is no such node and the pod waits.",
    fix: "Remove the toleration and the node selector.",
    sources: ["kyverno restrict-controlplane-scheduling"],
    isMeantInAgents: true,
    *check(pod) {
        const tolerations = pod.spec.key("tolerations");
        const selector = pod.spec.key("nodeSelector");
        // Agents of the cluster tolerate every taint so that they run anywhere; that alone places them nowhere.
        const namespace = pod.resource.props.at("metadata.namespace").unread;
        const isOfSystem = AGENT_NAMESPACES.some((name) => name === namespace);
        const keys = tolerations.items.map((toleration) => toleration.key("key"));
        for (const key of keys.filter(({ text }) => CONTROL_PLANE_LABELS.includes(text ?? ""))) {
            yield finding(key, `the pod tolerates the taint ${key}`, {
                about: tolerations.path,
                ...(isOfSystem && { isAdvice: true }),
            });
        }
        for (const label of CONTROL_PLANE_LABELS.map((name) => selector.key(name)).filter((value) => value.present)) {
            yield finding(label, "the pod selects nodes of the control plane");
        }
    },
});
