import { cronJobConcurrency } from "../../rules/workloads/cron-job-concurrency";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const cronJobConcurrencyCheck = kindCheck({
    rule: cronJobConcurrency,
    reads: ["spec.concurrencyPolicy"],
    findings: () =>
        when(
            `!(object.spec.?concurrencyPolicy.orValue("Allow") in ["Forbid", "Replace"])`,
            celText("concurrencyPolicy lets runs overlap"),
        ),
});
