import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_exec/ */
export const sshPort = podRule({
    id: "ssh-port",
    title: "Containers serve no SSH.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "An SSH server in a pod is a way in that Kubernetes' access control and audit log do not see.",
    fix: "Remove port 22, and use kubectl exec or debug, which RBAC guards.",
    sources: ["kube-linter ssh-port", "C-0042"],
    *check(pod) {
        for (const container of pod.containers) {
            for (const port of container.at("ports").items) {
                const number = port.key("containerPort");
                if (number.number === 22 && !["UDP", "SCTP"].includes(port.key("protocol").text ?? "TCP")) {
                    yield finding(number, `${container.label} opens port 22`);
                }
            }
        }
    },
});
