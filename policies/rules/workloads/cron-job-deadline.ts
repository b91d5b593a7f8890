import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline */
export const cronJobDeadline = kindRule({
    id: "cron-job-deadline",
    title: "CronJobs say how late a run may start.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "Without a deadline a CronJob that missed 100 runs, by suspension or an outage, never starts again.",
    fix: "Set startingDeadlineSeconds to less than the time between two runs, and to 10 or more.",
    sources: ["kube-score cronjob-has-deadline"],
    kinds: ["batch/CronJob"],
    *check({ props }) {
        const deadline = props.at("spec.startingDeadlineSeconds");
        if (deadline.absent) {
            yield finding(deadline, "startingDeadlineSeconds is not set");
        } else if ((deadline.number ?? POLL_SECONDS) < POLL_SECONDS) {
            yield finding(deadline, `startingDeadlineSeconds is ${deadline}; required: ${POLL_SECONDS} or more`);
        }
    },
});

/** The controller looks every 10 seconds: with a shorter deadline the job may never start. */
export const POLL_SECONDS = 10;
