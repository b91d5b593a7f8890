import { jobLifetime } from "../../rules/workloads/job-lifetime";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const jobLifetimeCheck = kindCheck({
    rule: jobLifetime,
    reads: ["spec.ttlSecondsAfterFinished"],
    findings: () => when("!has(object.spec.ttlSecondsAfterFinished)", celText("ttlSecondsAfterFinished is not set")),
});
