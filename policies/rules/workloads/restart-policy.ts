import type { PodView } from "../../model/pod";
import { finding, podRule } from "../../model/rule";

/** Groups of workloads whose pods are kept running. */
export const APPS = ["apps", "extensions"];
/** Groups of workloads whose pods end, by {@link FINITE_KINDS}. */
export const BATCH = ["batch", "extensions", "keda.sh"];
export const FINITE_KINDS = ["Job", "CronJob", "ScaledJob"];
/** Kinds whose controller sets OnFailure where nothing is set. */
export const DEFAULTED_KINDS = ["ScaledJob"];

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy */
export const restartPolicy = podRule({
    id: "restart-policy",
    title: "The restart policy fits the workload.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale:
        "The API server refuses a Job that always restarts and a Deployment that does not, after the update has begun.",
    fix: "Leave restartPolicy out; in a Job or CronJob set it to OnFailure or Never.",
    sources: ["kube-linter restart-policy"],
    *check(pod) {
        const policy = pod.spec.key("restartPolicy");
        const allowed = allowedFor(pod);
        if (allowed !== undefined && policy.outside(...allowed)) {
            const names = allowed.filter((value) => value).join(", ");
            yield finding(policy, `restartPolicy is ${policy}; allowed: ${names}`);
        }
    },
});

function allowedFor({ resource: { group = "", kind = "" } }: PodView): readonly (string | undefined)[] | undefined {
    if (BATCH.includes(group) && FINITE_KINDS.includes(kind)) {
        return [...(DEFAULTED_KINDS.includes(kind) ? UNSET : []), "OnFailure", "Never"];
    }
    const isKeptRunning = APPS.includes(group) || (group === "" && kind === "ReplicationController");
    return isKeptRunning ? [...UNSET, "Always"] : undefined;
}

/** The API server takes an empty text for no text. */
const UNSET = [undefined, ""];
