import type { RawResource } from "../../../policies/model/resource";
import { type Data, edit } from "./edit";

/** A pod that breaks no rule. */
export const compliantPod: Data = {
    metadata: { labels: { app: "web" } },
    spec: {
        serviceAccountName: "web",
        automountServiceAccountToken: false,
        priorityClassName: "shop",
        securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
        topologySpreadConstraints: [
            {
                topologyKey: "topology.kubernetes.io/zone",
                maxSkew: 1,
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: { app: "web" } },
            },
        ],
        containers: [
            {
                name: "web",
                image: `public.ecr.aws/shop/web:1.6.2@sha256:${"0".repeat(64)}`,
                ports: [{ containerPort: 8080 }],
                env: [{ name: "LOG_LEVEL", value: "info" }],
                readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
                livenessProbe: { httpGet: { path: "/live", port: 8080 } },
                resources: {
                    requests: { cpu: "100m", memory: "128Mi" },
                    limits: { cpu: "1", memory: "256Mi", "ephemeral-storage": "1Gi" },
                },
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                },
            },
        ],
        volumes: [{ name: "tmp", emptyDir: { medium: "Memory" } }],
    },
};

/** Its only container. */
export const COMPLIANT_CONTAINER = (compliantPod as { spec: { containers: readonly Data[] } }).spec.containers[0];

/** A kind that makes pods. */
export interface WorkloadKind {
    /** Pulumi type token. */
    readonly type: string;
    /** Path of the pod in the workload, with a dot at its end; empty for a pod. */
    readonly prefix: string;
}

const at = (prefix: string, ...types: readonly string[]): readonly WorkloadKind[] =>
    types.map((type) => ({ type: `kubernetes:${type}`, prefix }));

/** Every kind that makes pods, in every group that ever served it. */
export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
    ...at("", "core/v1:Pod", "serving.knative.dev/v1:Revision"),
    ...at("template.", "core/v1:PodTemplate"),
    ...at(
        "spec.template.",
        "core/v1:ReplicationController",
        ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map((kind) => `apps/v1:${kind}`),
        ...["apps/v1beta1:Deployment", "apps/v1beta2:StatefulSet", "extensions/v1beta1:DaemonSet"],
        ...["batch/v1:Job", "argoproj.io/v1alpha1:Rollout", "serving.knative.dev/v1:Service"],
        "apps.kruise.io/v1alpha1:CloneSet",
    ),
    ...at("spec.jobTemplate.spec.template.", "batch/v1:CronJob", "batch/v1beta1:CronJob"),
    ...at("spec.jobTargetRef.template.", "keda.sh/v1alpha1:ScaledJob"),
    ...at("spec.tasks[0].template.", "batch.volcano.sh/v1alpha1:Job"),
];

/** What workloads of a kind say besides their pod, as paths and values, so that they break no rule. */
const OWN_FIELDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    Pod: { "metadata.ownerReferences": [{ kind: "ReplicaSet", name: "web" }] },
    Deployment: { "spec.selector.matchLabels.app": "web", "spec.replicas": 2 },
    StatefulSet: { "spec.selector.matchLabels.app": "web", "spec.replicas": 2 },
    DaemonSet: { "spec.selector.matchLabels.app": "web" },
    ReplicaSet: { "spec.selector.matchLabels.app": "web" },
    Rollout: { "spec.replicas": 2 },
    Job: { "spec.ttlSecondsAfterFinished": 600, "spec.backoffLimit": 2 },
    CronJob: {
        "spec.schedule": "0 3 * * *",
        "spec.startingDeadlineSeconds": 3600,
        "spec.concurrencyPolicy": "Forbid",
        "spec.jobTemplate.spec.backoffLimit": 2,
    },
};

/** Kinds whose pods end, by themselves. */
const FINITE_KINDS = ["Job", "CronJob", "ScaledJob"];

/** The pod as the template of a workload of a kind, which itself breaks no rule. */
export function workload({ type, prefix }: WorkloadKind, pod: Data): RawResource {
    const [, version = "", kind = ""] = type.split(":");
    const apiVersion = version.replace(/^core\//, "");
    const labels = { "app.kubernetes.io/name": "web" };
    const metadata = { name: "web", namespace: "shop", labels, ...(prefix === "" ? (pod.metadata as Data) : {}) };
    const props: Data = { ...nest(prefix, finite(kind, pod)), apiVersion, kind, metadata };
    return {
        type,
        name: "web",
        props: Object.entries(OWN_FIELDS[kind] ?? {}).reduce((data, [path, value]) => edit(data, path, value), props),
    };
}

function finite(kind: string, pod: Data): Data {
    const spec = pod.spec as Data;
    return FINITE_KINDS.includes(kind) && typeof spec === "object"
        ? { ...pod, spec: { restartPolicy: "OnFailure", ...spec } }
        : pod;
}

/** The workload as the only member of its typed list. */
export function listOf({ type, props }: RawResource): RawResource {
    const { apiVersion, kind: _kind, ...member } = props;
    return { type: `${type}List`, props: { apiVersion, kind: `${String(props.kind)}List`, items: [member] } };
}

/** The workload as a server-side-apply patch. */
export function patchOf(resource: RawResource): RawResource {
    return { ...resource, type: `${resource.type}Patch` };
}

function nest(prefix: string, pod: Data): Data {
    return prefix
        .split(".")
        .filter((step) => step !== "")
        .reduceRight<Data>(
            (inner, step) => (step.endsWith("[0]") ? { [step.slice(0, -"[0]".length)]: [inner] } : { [step]: inner }),
            pod,
        );
}
