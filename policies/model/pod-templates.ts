import type { Resource } from "./resource";
import type { Value } from "./value";

/** Where a kind keeps the pods that it makes. */
export interface PodTemplateLocation {
    /** API groups, empty for the core group. Every version of a group keeps its templates in the same place. */
    readonly groups: readonly string[];
    readonly kinds: readonly string[];
    /**
     * Dotted path of the object that holds the pod's `metadata` and `spec`; a last `[*]` on a step stands for every
     * element of a list. Empty when the resource itself is shaped like a pod.
     */
    readonly path: string;
}

const APPS_GROUPS = ["apps", "extensions"];

/** Kubernetes' own kinds in all groups that ever served them, and the custom ones that are common on EKS. */
export const POD_TEMPLATES: readonly PodTemplateLocation[] = [
    { groups: [""], kinds: ["Pod"], path: "" },
    { groups: [""], kinds: ["PodTemplate"], path: "template" },
    { groups: [""], kinds: ["ReplicationController"], path: "spec.template" },
    { groups: APPS_GROUPS, kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"], path: "spec.template" },
    { groups: ["batch", "extensions"], kinds: ["Job"], path: "spec.template" },
    { groups: ["batch"], kinds: ["CronJob", "ScheduledJob"], path: "spec.jobTemplate.spec.template" },
    { groups: ["argoproj.io"], kinds: ["Rollout"], path: "spec.template" },
    { groups: ["keda.sh"], kinds: ["ScaledJob"], path: "spec.jobTargetRef.template" },
    { groups: ["serving.knative.dev"], kinds: ["Service", "Configuration"], path: "spec.template" },
    { groups: ["serving.knative.dev"], kinds: ["Revision"], path: "" },
    { groups: ["apps.kruise.io"], kinds: ["CloneSet", "StatefulSet", "DaemonSet"], path: "spec.template" },
    { groups: ["batch.volcano.sh"], kinds: ["Job"], path: "spec.tasks[*].template" },
    { groups: ["jobset.x-k8s.io"], kinds: ["JobSet"], path: "spec.replicatedJobs[*].template.spec.template" },
    {
        groups: ["leaderworkerset.x-k8s.io"],
        kinds: ["LeaderWorkerSet"],
        path: "spec.leaderWorkerTemplate.workerTemplate",
    },
];

/** The pod templates of a resource, each shaped like a pod; none for a kind that makes no pods. */
export function podTemplates(resource: Resource, locations: readonly PodTemplateLocation[]): readonly Value[] {
    const { group, kind } = resource;
    if (group === undefined || kind === undefined) {
        return [];
    }
    return locations
        .filter((location) => location.groups.includes(group) && location.kinds.includes(kind))
        .flatMap((location) => follow(resource.props, location.path));
}

function follow(root: Value, path: string): readonly Value[] {
    const steps = path === "" ? [] : path.split(".");
    return steps.reduce<readonly Value[]>(
        (values, step) =>
            step.endsWith("[*]")
                ? values.map((value) => value.key(step.slice(0, -"[*]".length))).flatMap(elementsOf)
                : values.map((value) => value.key(step)),
        [root],
    );
}

/** The elements of a list; an unknown list stands for its elements, so that a rule cannot pass over them. */
function elementsOf(list: Value): readonly Value[] {
    return list.isUnknown ? [list] : list.items;
}
