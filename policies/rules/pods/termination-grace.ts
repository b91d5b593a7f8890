import { finding, podRule } from "../../model/rule";

const DEFAULT_SECONDS = 30;

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination */
export const terminationGrace = podRule({
    id: "termination-grace",
    title: "Pods get the time that they need to stop.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "A container that is killed at once drops its requests and may lose data.",
    fix: "Set terminationGracePeriodSeconds above 0, and above the time that preStop sleeps.",
    sources: [],
    isMeantInAgents: true,
    *check(pod) {
        const grace = pod.spec.key("terminationGracePeriodSeconds");
        if (grace.number === 0) {
            yield finding(grace, "terminationGracePeriodSeconds is 0: containers are killed at once");
        }
        for (const container of grace.isIncomplete ? [] : pod.containers) {
            const sleep = container.at("lifecycle.preStop.sleep.seconds");
            const seconds = grace.number ?? DEFAULT_SECONDS;
            if (seconds > 0 && (sleep.number ?? 0) >= seconds) {
                yield finding(sleep, `${container.label} sleeps ${sleep} s of the ${seconds} s that it has to stop`);
            }
        }
    },
});
