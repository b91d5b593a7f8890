import type * as input from "@pulumi/kubernetes/types/input";
import type { Autoscaling } from "./service-parts";
import type { ServingFields } from "./serving-fields";

/** How many pods a service has, and how many may be away. */
export interface Disruptable extends Pick<ServingFields, "disruption"> {
    /** Pods of a service that does not scale by itself. @default 1 */
    readonly replicas?: number | undefined;
    /** How it scales by itself. @default it does not */
    readonly autoscaling?: Autoscaling | undefined;
}

/**
 * The disruption budget of a service, apart from its selector; undefined when a node drain could never satisfy one or
 * none is needed: with fewer than two pods it would block the drain for ever. It counts what may be stopped, never what
 * must run, and always leaves one pod.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export function disruptionBudget(service: Disruptable): input.policy.v1.PodDisruptionBudgetSpec | undefined {
    const replicas = service.autoscaling?.min ?? service.replicas ?? 1;
    if (replicas < 2) {
        return undefined;
    }
    return {
        maxUnavailable: Math.min(service.disruption.maxUnavailable, replicas - 1),
        // Pods that crash anyway must not stop a drain.
        unhealthyPodEvictionPolicy: "AlwaysAllow",
    };
}
