import { isJsonObject, type JsonObject, type KubeObject } from "../object";
import { condition, count, failed, type Readiness, ready, waiting } from "./readiness";

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
export function podReadiness(pod: KubeObject): Readiness {
    const phase = pod.status?.phase;
    if (phase === "Succeeded" || condition(pod, "Ready")?.status === "True") {
        return ready;
    }
    const troubles = podTroubles(pod);
    if (phase === "Failed") {
        return failed(troubles || "the pod failed");
    }
    return waiting(troubles || "the pod is not ready");
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup */
export function jobReadiness(job: KubeObject): Readiness {
    if (job.spec?.suspend === true) {
        return ready;
    }
    if (condition(job, "Complete")?.status === "True") {
        return ready;
    }
    const failure = condition(job, "Failed");
    if (failure?.status === "True") {
        return failed(failure.message || failure.reason);
    }
    return waiting(`${count(job.status, "succeeded")} of ${count(job.spec, "completions", 1)} completions`);
}

/** Why a pod is not ready, in its own words: scheduling, image pulls, crashes. Empty when it says nothing. */
function podTroubles(pod: KubeObject): string {
    const troubles = [
        ...containerTroubles(pod, "initContainerStatuses"),
        ...containerTroubles(pod, "containerStatuses"),
    ];
    const scheduled = condition(pod, "PodScheduled");
    if (scheduled?.status === "False") {
        troubles.unshift(`${scheduled.reason}: ${scheduled.message}`);
    }
    return troubles.join("; ");
}

function containerTroubles(pod: KubeObject, field: string): string[] {
    const statuses = pod.status?.[field];
    if (!Array.isArray(statuses)) {
        return [];
    }
    return statuses.filter(isJsonObject).flatMap((status) => {
        if (status.ready === true) {
            return [];
        }
        const state = isJsonObject(status.state) ? status.state : {};
        return [...stateOf(state.waiting), ...stateOf(state.terminated)].map(
            (text) => `container ${status.name}: ${text}`,
        );
    });
}

function stateOf(state: JsonObject[string] | undefined): string[] {
    if (!isJsonObject(state) || state.reason === "Completed" || state.reason === "PodInitializing") {
        return [];
    }
    const code = typeof state.exitCode === "number" ? ` (exit code ${state.exitCode})` : "";
    return [`${state.reason ?? "not running"}${code}${state.message ? `: ${state.message}` : ""}`];
}
