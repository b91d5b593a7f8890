import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy */
export const jobBackoffLimit = kindRule({
    id: "job-backoff-limit",
    title: "Jobs say how often they try again.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "By default a Job that cannot succeed tries six times more, each time later, before anyone hears of it.",
    fix: "Set backoffLimit, to 0 for work that must not run twice.",
    sources: [],
    kinds: ["batch/Job", "batch/CronJob"],
    *check({ kind, props }) {
        const limit = props.at(kind === "CronJob" ? "spec.jobTemplate.spec.backoffLimit" : "spec.backoffLimit");
        if (limit.absent) {
            yield finding(limit, "backoffLimit is not set, which means 6");
        }
    },
});
