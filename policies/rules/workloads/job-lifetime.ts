import { isOwnedBy } from "../../model/owner";
import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/ */
export const jobLifetime = kindRule({
    id: "job-lifetime",
    title: "Finished Jobs go away by themselves.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "Finished Jobs and their pods fill the API server and the namespace's quota.",
    fix: "Set ttlSecondsAfterFinished.",
    sources: ["kube-linter job-ttl-seconds-after-finished"],
    kinds: ["batch/Job"],
    *check(resource) {
        const ttl = resource.props.at("spec.ttlSecondsAfterFinished");
        // A CronJob keeps as many of its Jobs as its history limits say.
        if (ttl.absent && !isOwnedBy(resource, "CronJob")) {
            yield finding(ttl, "ttlSecondsAfterFinished is not set");
        }
    },
});
