import { isJsonObject, type KubeObject } from "../object";
import { condition, count, failed, isStale, type Readiness, ready, waiting } from "./readiness";

const unseen = waiting("the controller has not seen the change yet");

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status */
export function deploymentReadiness(deployment: KubeObject): Readiness {
    if (isStale(deployment)) {
        return unseen;
    }
    if (deployment.spec?.paused === true) {
        return ready;
    }
    const progressing = condition(deployment, "Progressing");
    if (progressing?.reason === "ProgressDeadlineExceeded") {
        return failed(progressing.message);
    }
    const refused = refusedPods(deployment);
    if (refused) {
        return refused;
    }
    const wanted = count(deployment.spec, "replicas", 1);
    const updated = count(deployment.status, "updatedReplicas");
    const available = count(deployment.status, "availableReplicas");
    const old = count(deployment.status, "replicas") - updated;
    if (updated < wanted) {
        return waiting(`${updated} of ${wanted} replicas updated`);
    }
    if (old > 0) {
        return waiting(`${old} old replicas still to stop`);
    }
    if (available < wanted) {
        return waiting(`${available} of ${wanted} replicas available`);
    }
    return ready;
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates */
export function statefulSetReadiness(set: KubeObject): Readiness {
    if (isStale(set)) {
        return unseen;
    }
    const wanted = count(set.spec, "replicas", 1);
    const readyReplicas = count(set.status, "readyReplicas");
    if (readyReplicas < wanted) {
        return waiting(`${readyReplicas} of ${wanted} replicas ready`);
    }
    if (updatesOnDelete(set)) {
        return ready;
    }
    const toUpdate = wanted - partition(set);
    const updated = count(set.status, "updatedReplicas");
    if (updated < toUpdate) {
        return waiting(`${updated} of ${toUpdate} replicas updated`);
    }
    return ready;
}

/** @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/ */
export function daemonSetReadiness(set: KubeObject): Readiness {
    if (isStale(set)) {
        return unseen;
    }
    const wanted = count(set.status, "desiredNumberScheduled");
    const updated = count(set.status, "updatedNumberScheduled");
    const available = count(set.status, "numberAvailable");
    if (!updatesOnDelete(set) && updated < wanted) {
        return waiting(`${updated} of ${wanted} pods updated`);
    }
    if (available < wanted) {
        return waiting(`${available} of ${wanted} pods available`);
    }
    return ready;
}

/** ReplicaSets and ReplicationControllers. */
export function replicaSetReadiness(set: KubeObject): Readiness {
    if (isStale(set)) {
        return unseen;
    }
    const refused = refusedPods(set);
    if (refused) {
        return refused;
    }
    const wanted = count(set.spec, "replicas", 1);
    const available = count(set.status, "availableReplicas");
    if (available < wanted) {
        return waiting(`${available} of ${wanted} replicas available`);
    }
    return ready;
}

/** Pod Security refuses the same pod for ever; other refusals (quota, a service account being made) may pass. */
function refusedPods(workload: KubeObject): Readiness | undefined {
    const failure = condition(workload, "ReplicaFailure");
    if (failure?.status !== "True") {
        return undefined;
    }
    return failure.message.includes("violates PodSecurity") ? failed(failure.message) : waiting(failure.message);
}

function updatesOnDelete(workload: KubeObject): boolean {
    const strategy = workload.spec?.updateStrategy;
    return isJsonObject(strategy) && strategy.type === "OnDelete";
}

function partition(set: KubeObject): number {
    const strategy = set.spec?.updateStrategy;
    const rolling = isJsonObject(strategy) ? strategy.rollingUpdate : undefined;
    return isJsonObject(rolling) ? count(rolling, "partition") : 0;
}
