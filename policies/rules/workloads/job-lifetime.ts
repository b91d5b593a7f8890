import { isOwnedBy } from "../../model/owner";
import type { Resource } from "../../model/resource";
import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/ */
export const jobLifetime = kindRule({
    id: "job-lifetime",
    title: "Finished Jobs go away by themselves.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "Finished Jobs and their pods fill the API server and the namespace's quota.",
    fix:
        "Set ttlSecondsAfterFinished. A Job that Pulumi keeps until another takes its place, since it would run one that is " +
        "gone again, has the annotation pulumi.com/replaceUnready instead.",
    sources: ["kube-linter job-ttl-seconds-after-finished"],
    kinds: ["batch/Job"],
    *check(resource) {
        const ttl = resource.props.at("spec.ttlSecondsAfterFinished");
        // A CronJob keeps as many of its Jobs as its history limits say.
        if (ttl.absent && !isOwnedBy(resource, "CronJob") && !isReplaced(resource)) {
            yield finding(ttl, "ttlSecondsAfterFinished is not set");
        }
    },
});

/**
 * On a Job that Pulumi replaces by the next one of its name. There is one of it at most.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/batch/v1/job/
 */
export const REPLACED = "pulumi.com/replaceUnready";

function isReplaced({ props }: Resource): boolean {
    return props.at("metadata.annotations").key(REPLACED).text === "true";
}
