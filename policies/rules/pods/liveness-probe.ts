import { finding, podRule } from "../../model/rule";

const SERVING_KINDS = ["Deployment", "StatefulSet", "DaemonSet", "Rollout"];

/** @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
export const livenessProbe = podRule({
    id: "liveness-probe",
    title: "Containers that serve say whether they are alive.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "Without a liveness probe a program that hangs for ever is never started again.",
    fix: "Add a livenessProbe, more patient than the readinessProbe.",
    sources: ["CKV_K8S_8", "kube-score pod-probes", "C-0056"],
    *check(pod) {
        if (!SERVING_KINDS.includes(pod.resource.kind ?? "")) {
            return;
        }
        for (const container of pod.containers.filter(({ role }) => role === "main" || role === "sidecar")) {
            const liveness = container.at("livenessProbe");
            if (container.at("ports").items.length > 0 && liveness.absent) {
                yield finding(liveness, `${container.label} opens ports and has no livenessProbe`);
            }
        }
    },
});
