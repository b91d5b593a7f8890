import { finding, podRule } from "../../model/rule";

const SERVING_KINDS = ["Deployment", "StatefulSet", "DaemonSet", "Rollout"];

/** @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
export const readinessProbe = podRule({
    id: "readiness-probe",
    title: "Containers that serve say when they are ready.",
    severity: "medium",
    category: "reliability",
    level: "advisory",
    rationale: "Without a readiness probe a Service sends requests to a program that has not started, or has hung.",
    fix: "Add a readinessProbe.",
    sources: ["CKV_K8S_9", "kube-score pod-probes", "C-0018"],
    *check(pod) {
        if (!SERVING_KINDS.includes(pod.resource.kind ?? "")) {
            return;
        }
        for (const container of pod.containers.filter(({ role }) => role === "main" || role === "sidecar")) {
            const readiness = container.at("readinessProbe");
            if (container.at("ports").items.length > 0 && readiness.absent) {
                yield finding(readiness, `${container.label} opens ports and has no readinessProbe`);
            }
        }
    },
});
