import { createHash } from "node:crypto";
import { isMap, listAt, mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import type { Identity } from "../../core/identity";

/** What a kind gets from a healthy cluster: defaults of `spec`, and `status` once it is ready. */
type Reporter = (
    spec: PropertyMap,
    object: PropertyMap,
    identity: Identity,
) => { spec?: PropertyMap; status?: PropertyMap };

const REPORTERS: Readonly<Record<string, Reporter>> = {
    Namespace: () => ({ spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } }),
    Pod: (_, __, identity) => ({
        status: { phase: "Running", podIP: address(identity, "pod"), conditions: [condition("Ready")] },
    }),

    Deployment: (spec) => {
        const replicas = spec.replicas ?? 1;
        return {
            spec: {
                progressDeadlineSeconds: 600,
                replicas,
                revisionHistoryLimit: 10,
                strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" }, type: "RollingUpdate" },
            },
            status: {
                availableReplicas: replicas,
                conditions: [condition("Available"), condition("Progressing")],
                observedGeneration: 1,
                readyReplicas: replicas,
                replicas,
                updatedReplicas: replicas,
            },
        };
    },
    StatefulSet: (spec, _, identity) => {
        const replicas = spec.replicas ?? 1;
        const revision = identity.hex("revision", 10);
        return {
            spec: {
                podManagementPolicy: "OrderedReady",
                replicas,
                revisionHistoryLimit: 10,
                updateStrategy: { rollingUpdate: { partition: 0 }, type: "RollingUpdate" },
            },
            status: {
                availableReplicas: replicas,
                collisionCount: 0,
                currentReplicas: replicas,
                currentRevision: revision,
                observedGeneration: 1,
                readyReplicas: replicas,
                replicas,
                updateRevision: revision,
                updatedReplicas: replicas,
            },
        };
    },
    DaemonSet: () => ({
        spec: { revisionHistoryLimit: 10 },
        status: {
            currentNumberScheduled: 3,
            desiredNumberScheduled: 3,
            numberAvailable: 3,
            numberMisscheduled: 0,
            numberReady: 3,
            observedGeneration: 1,
            updatedNumberScheduled: 3,
        },
    }),
    Job: (spec) => ({
        spec: { backoffLimit: 6, completionMode: "NonIndexed", completions: 1, parallelism: 1, suspend: false },
        status: { conditions: [condition("Complete")], ready: 0, succeeded: spec.completions ?? 1 },
    }),
    CronJob: () => ({
        spec: { concurrencyPolicy: "Allow", failedJobsHistoryLimit: 1, successfulJobsHistoryLimit: 3, suspend: false },
        status: {},
    }),

    Service: reportService,
    Ingress: (_, object) => ({ status: { loadBalancer: { ingress: [{ hostname: balancer(object) }] } } }),
    PersistentVolumeClaim: (spec, _, identity) => ({
        spec: { volumeMode: "Filesystem", volumeName: `pvc-${identity.uuid("volume")}` },
        status: {
            accessModes: listAt(spec, "accessModes"),
            capacity: mapAt(mapAt(spec, "resources"), "requests"),
            phase: "Bound",
        },
    }),
    PersistentVolume: () => ({
        spec: { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" },
        status: { phase: "Available" },
    }),
    HorizontalPodAutoscaler: (spec) => ({
        spec: { minReplicas: 1 },
        status: {
            conditions: [condition("AbleToScale"), condition("ScalingActive")],
            currentReplicas: spec.minReplicas ?? 1,
            desiredReplicas: spec.minReplicas ?? 1,
        },
    }),
    PodDisruptionBudget: () => ({
        status: { currentHealthy: 2, desiredHealthy: 1, disruptionsAllowed: 1, expectedPods: 2, observedGeneration: 1 },
    }),
    CustomResourceDefinition: (spec) => ({
        spec: { conversion: { strategy: "None" } },
        status: {
            acceptedNames: mapAt(spec, "names"),
            conditions: [condition("NamesAccepted"), condition("Established")],
            storedVersions: listAt(spec, "versions").flatMap((version) =>
                isMap(version) && version.storage === true ? [version.name ?? ""] : [],
            ),
        },
    }),
};

/** Top-level fields that some kinds get by default. */
const TOP_LEVEL_DEFAULTS: Readonly<Record<string, PropertyMap>> = {
    StorageClass: { allowVolumeExpansion: false, reclaimPolicy: "Delete", volumeBindingMode: "Immediate" },
    Secret: { type: "Opaque" },
};

/** The object as the API server of a healthy cluster would return it. */
export function reportObject(inputs: PropertyMap, kind: string, identity: Identity): PropertyMap {
    const spec = mapAt(inputs, "spec");
    const report = Object.hasOwn(REPORTERS, kind) ? REPORTERS[kind] : undefined;
    const { spec: defaults, status } = report?.(spec, inputs, identity) ?? {};
    return {
        ...(Object.hasOwn(TOP_LEVEL_DEFAULTS, kind) && TOP_LEVEL_DEFAULTS[kind]),
        ...inputs,
        metadata: {
            ...mapAt(inputs, "metadata"),
            creationTimestamp: identity.timestamp("created"),
            generation: 1,
            resourceVersion: String(revision(inputs)),
            uid: identity.uuid("uid"),
        },
        ...(inputs.spec !== undefined || defaults ? { spec: { ...defaults, ...spec } } : {}),
        ...(status && { status }),
    };
}

function reportService(spec: PropertyMap, object: PropertyMap, identity: Identity) {
    const type = stringAt(spec, "type") ?? "ClusterIP";
    if (type === "ExternalName") {
        return { spec: { sessionAffinity: "None" }, status: { loadBalancer: {} } };
    }
    const clusterIP = stringAt(spec, "clusterIP") ?? address(identity, "cluster");
    return {
        spec: {
            clusterIP,
            clusterIPs: [clusterIP],
            internalTrafficPolicy: "Cluster",
            ipFamilies: ["IPv4"],
            ipFamilyPolicy: "SingleStack",
            sessionAffinity: "None",
            type,
        },
        status: { loadBalancer: type === "LoadBalancer" ? { ingress: [{ hostname: balancer(object) }] } : {} },
    };
}

/** Changes whenever the object does, and with nothing else. */
function revision(inputs: PropertyMap): number {
    return createHash("sha256").update(JSON.stringify(inputs)).digest().readUInt32BE() % 10_000_000;
}

function condition(type: string): PropertyMap {
    return { status: "True", type };
}

function address(identity: Identity, label: string): string {
    return `172.20.${identity.number(`${label}-3`, 256)}.${1 + identity.number(`${label}-4`, 254)}`;
}

/** The name that a load balancer controller would report. */
function balancer(object: PropertyMap): string {
    const metadata = mapAt(object, "metadata");
    return `${stringAt(metadata, "name")}.${stringAt(metadata, "namespace")}.elb.simulated.example`;
}
