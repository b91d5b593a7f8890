import { cronJobDeadline, POLL_SECONDS } from "../../rules/workloads/cron-job-deadline";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const cronJobDeadlineCheck = kindCheck({
    rule: cronJobDeadline,
    reads: ["spec.startingDeadlineSeconds"],
    findings: () =>
        when(
            `object.spec.?startingDeadlineSeconds.orValue(0) < ${POLL_SECONDS}`,
            celText("startingDeadlineSeconds is not set, or too short"),
        ),
});
