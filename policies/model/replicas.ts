import { kindOf, namespaceOf, objectName, qualifiedKind } from "./identity";
import { leaveOpen } from "./relation";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** How many pods a workload runs at the least, and the field that says so. */
export interface Replicas {
    readonly resource: Resource;
    readonly at: Value;
    /** `undefined` where only an update can tell. */
    readonly count: number | undefined;
}

/** Kinds whose number of pods can be set. */
export const SCALABLE_KINDS: readonly string[] = [
    "apps/Deployment",
    "apps/StatefulSet",
    "apps/ReplicaSet",
    "ReplicationController",
    "argoproj.io/Rollout",
    "apps.kruise.io/CloneSet",
    "apps.kruise.io/StatefulSet",
];

/** What scales workloads by itself: where it keeps the least number of pods, and that number where it keeps none. */
const SCALERS: readonly { readonly kind: string; readonly field: string; readonly least: number }[] = [
    { kind: "autoscaling/HorizontalPodAutoscaler", field: "spec.minReplicas", least: 1 },
    { kind: "keda.sh/ScaledObject", field: "spec.minReplicaCount", least: 0 },
];

/** The least number of pods of every scalable workload: its autoscaler's, else its own. */
export function replicasOf(stack: Stack): ReadonlyMap<Resource, Replicas> {
    const scaled = new Map<string, Replicas>();
    for (const { kind, field, least } of SCALERS) {
        for (const scaler of stack.ofKind(kind)) {
            const at = scaler.props.at(field);
            const target = scaler.props.at("spec.scaleTargetRef");
            for (const key of targetKeys(scaler, target)) {
                const count = at.isUnknown || scaler.isPatch ? undefined : (at.number ?? least);
                scaled.set(key, { resource: scaler, at, count });
            }
        }
    }
    return new Map(
        stack.ofKind(...SCALABLE_KINDS).map((workload) => {
            const name = objectName(workload);
            const key = `${kindOf(workload)}|${namespaceOf(workload)}|${name}`;
            return [workload, (name === undefined ? undefined : scaled.get(key)) ?? ownReplicas(workload)];
        }),
    );
}

function targetKeys(scaler: Resource, target: Value): readonly string[] {
    const [version, kind, name] = ["apiVersion", "kind", "name"].map((field) => target.key(field));
    if (!version || !kind || !name || [version, kind, name].some((part) => part.isUnknown)) {
        leaveOpen(scaler, target);
        return [];
    }
    const [group, ...rest] = (version.text ?? "apps/v1").split("/");
    const qualified = qualifiedKind(rest.length === 0 ? "" : (group ?? ""), kind.text ?? "Deployment");
    return [`${qualified}|${namespaceOf(scaler)}|${name.text}`];
}

function ownReplicas(workload: Resource): Replicas {
    const at = workload.props.at("spec.replicas");
    const isOpen = at.isUnknown || (workload.isPatch && !at.isStated);
    return { resource: workload, at, count: isOpen ? undefined : (at.number ?? 1) };
}
