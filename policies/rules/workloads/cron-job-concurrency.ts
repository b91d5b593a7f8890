import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy */
export const cronJobConcurrency = kindRule({
    id: "cron-job-concurrency",
    title: "A CronJob's runs do not overlap.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "Runs that hang pile up, and two at a time do the same work twice.",
    fix: "Set concurrencyPolicy to Forbid or Replace.",
    sources: ["kube-score"],
    kinds: ["batch/CronJob"],
    *check({ props }) {
        const policy = props.at("spec.concurrencyPolicy");
        if (policy.outside("Forbid", "Replace")) {
            yield finding(policy, `concurrencyPolicy is ${policy}; allowed: "Forbid", "Replace"`);
        }
    },
});
