import { jobLifetime, REPLACED } from "../../rules/workloads/job-lifetime";
import { celEntry, celText, when } from "../cel";
import { kindCheck } from "../check";

export const jobLifetimeCheck = kindCheck({
    rule: jobLifetime,
    reads: ["spec.ttlSecondsAfterFinished", "metadata.annotations"],
    findings: () =>
        when(
            `!has(object.spec.ttlSecondsAfterFinished) && ${celEntry("variables.annotations", REPLACED)} != "true"`,
            celText("ttlSecondsAfterFinished is not set"),
        ),
});
