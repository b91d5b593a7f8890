import { kindOf, namespaceOf, objectName, qualifiedKind } from "./identity";
import { leaveOpen } from "./relation";
import type { Resource } from "./resource";
import type { Match } from "./selector";
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
const SCALABLE_KINDS: readonly string[] = [
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

export const SCALER_KINDS: readonly string[] = SCALERS.map(({ kind }) => kind);

/** Whether an autoscaler is about a workload of its namespace. */
export function scales(scaler: Resource, workload: Resource): Match {
    const target = targetOf(scaler.props.at("spec.scaleTargetRef"));
    const name = objectName(workload);
    return target === undefined || name === undefined
        ? "unknown"
        : target === `${kindOf(workload)}/${name}`
          ? "yes"
          : "no";
}

/** The least number of pods of every scalable workload: its autoscaler's, else its own. */
export function replicasOf(stack: Stack): ReadonlyMap<Resource, Replicas> {
    const scaled = new Map<string, Replicas>();
    // Namespaces, or all where it is undefined, in which an autoscaler may be any workload's.
    const unsettled = new Set<string | undefined>();
    for (const { kind, field, least } of SCALERS) {
        for (const scaler of stack.ofKind(kind)) {
            const at = scaler.props.at(field);
            const namespace = namespaceOf(scaler);
            const target = targetOf(scaler.props.at("spec.scaleTargetRef"));
            if (namespace === undefined || target === undefined) {
                leaveOpen(scaler, scaler.props.at("spec.scaleTargetRef"));
                unsettled.add(namespace);
            } else {
                const count = at.isUnknown || scaler.isPatch ? undefined : (at.number ?? least);
                scaled.set(`${namespace}|${target}`, { resource: scaler, at, count });
            }
        }
    }
    const placesOfScalers = new Set([...scaled.keys()].map((key) => key.slice(0, key.indexOf("|"))));
    return new Map(
        stack.ofKind(...SCALABLE_KINDS).map((workload) => {
            const [namespace, name] = [namespaceOf(workload), objectName(workload)];
            const own = ownReplicas(workload);
            const mayBeScaled =
                unsettled.has(undefined) ||
                unsettled.has(namespace) ||
                (namespace === undefined && scaled.size > 0) ||
                (name === undefined && placesOfScalers.has(namespace ?? ""));
            const scaler = scaled.get(`${namespace}|${kindOf(workload)}/${name}`);
            return [workload, scaler ?? (mayBeScaled ? { ...own, count: undefined } : own)];
        }),
    );
}

/** Kind and name of what an autoscaler scales; `undefined` where a part is unknown. */
function targetOf(target: Value): string | undefined {
    const [version, kind, name] = [target.key("apiVersion"), target.key("kind"), target.key("name")];
    if ([version, kind, name].some((part) => part.isUnknown)) {
        return undefined;
    }
    const [group = "", ...rest] = (version.text ?? "apps/v1").split("/");
    return `${qualifiedKind(rest.length === 0 ? "" : group, kind.text ?? "Deployment")}/${name.text}`;
}

function ownReplicas(workload: Resource): Replicas {
    const at = workload.props.at("spec.replicas");
    const isOpen = at.isUnknown || (workload.isPatch && !at.isStated);
    return { resource: workload, at, count: isOpen ? undefined : (at.number ?? 1) };
}
