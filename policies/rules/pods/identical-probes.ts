import { isDeepStrictEqual } from "node:util";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
export const identicalProbes = podRule({
    id: "identical-probes",
    title: "Liveness and readiness are different questions.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "With identical probes an overloaded container is restarted where it should only get no more requests.",
    fix: "Make the livenessProbe more patient (failureThreshold), or ask another endpoint.",
    sources: ["kube-score pod-probes-identical", "kyverno ensure-probes-different"],
    *check(pod) {
        for (const container of pod.containers) {
            const liveness = container.at("livenessProbe");
            const readiness = container.at("readinessProbe");
            if (liveness.present && readiness.present && isDeepStrictEqual(liveness.known, readiness.known)) {
                yield finding(liveness, `${container.label} has identical liveness and readiness probes`);
            }
        }
    },
});
