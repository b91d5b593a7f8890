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
    *check({ props }) {
        const ttl = props.at("spec.ttlSecondsAfterFinished");
        if (ttl.absent) {
            yield finding(ttl, "ttlSecondsAfterFinished is not set");
        }
    },
});
