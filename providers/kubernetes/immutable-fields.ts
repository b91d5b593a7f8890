/** The parts of a Kubernetes object that decide which of its fields are immutable. */
export interface ObjectIdentity {
    readonly apiVersion: string;
    readonly kind: string;
    /** The `immutable` field of a Secret or ConfigMap. */
    readonly immutable?: boolean;
}

/** Settings that change the table. */
export interface ImmutabilityOptions {
    /**
     * The object is a `*Patch` resource: only its identity is immutable.
     *
     * @default false
     */
    readonly patch?: boolean;
    /**
     * Secrets may be changed in place (`enableSecretMutable` of the provider).
     *
     * @default false
     */
    readonly secretMutable?: boolean;
    /**
     * ConfigMaps may be changed in place (`enableConfigMapMutable` of the provider).
     *
     * @default false
     */
    readonly configMapMutable?: boolean;
}

const IDENTITY = ["metadata.name", "metadata.namespace"];
const WORKLOAD = ["spec.selector"];
const JOB = ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"];
const ROLE_BINDING = ["roleRef"];
const STATEFUL_SET = [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
];

const VOLUME_SOURCES = [
    "awsElasticBlockStore",
    "azureDisk",
    "azureFile",
    "cephfs",
    "cinder",
    "csi",
    "fc",
    "flexVolume",
    "flocker",
    "gcePersistentDisk",
    "glusterfs",
    "hostPath",
    "iscsi",
    "local",
    "nfs",
    "photonPersistentDisk",
    "portworxVolume",
    "quobyte",
    "rbd",
    "scaleIO",
    "storageos",
    "vsphereVolume",
];

const POD_FIELDS = [
    "affinity",
    "automountServiceAccountToken",
    "dnsConfig",
    "dnsPolicy",
    "enableServiceLinks",
    "hostAliases",
    "hostIPC",
    "hostNetwork",
    "hostPID",
    "hostname",
    "imagePullSecrets",
    "nodeName",
    "nodeSelector",
    "overhead",
    "preemptionPolicy",
    "priority",
    "priorityClassName",
    "readinessGates",
    "restartPolicy",
    "runtimeClassName",
    "schedulerName",
    "securityContext",
    "serviceAccount",
    "serviceAccountName",
    "shareProcessNamespace",
    "subdomain",
    "terminationGracePeriodSeconds",
    "volumes",
];

const CONTAINER_FIELDS = [
    "args",
    "command",
    "env",
    "image",
    "imagePullPolicy",
    "lifecycle",
    "livenessProbe",
    "ports",
    "readinessProbe",
    "resources",
    "securityContext",
    "stdin",
    "stdinOnce",
    "terminationMessagePath",
    "terminationMessagePolicy",
    "tty",
    "volumeDevices",
    "volumeMounts",
    "workingDir",
];

/**
 * Fields whose change replaces the object, as in the official provider, so that a preview here and a preview there agree.
 *
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/diff.go
 */
const TABLE: Readonly<Record<string, readonly string[]>> = {
    "apps/v1/DaemonSet": WORKLOAD,
    "apps/v1/Deployment": WORKLOAD,
    "apps/v1/StatefulSet": STATEFUL_SET,
    "apps/v1beta1/StatefulSet": STATEFUL_SET,
    "apps/v1beta2/DaemonSet": WORKLOAD,
    "apps/v1beta2/Deployment": WORKLOAD,
    "apps/v1beta2/StatefulSet": STATEFUL_SET,
    "batch/v1/Job": JOB,
    "batch/v1beta1/Job": JOB,
    "batch/v2alpha1/Job": JOB,
    "policy/v1beta1/PodDisruptionBudget": ["spec"],
    "rbac.authorization.k8s.io/v1/ClusterRoleBinding": ROLE_BINDING,
    "rbac.authorization.k8s.io/v1/RoleBinding": ROLE_BINDING,
    "rbac.authorization.k8s.io/v1alpha1/ClusterRoleBinding": ROLE_BINDING,
    "rbac.authorization.k8s.io/v1alpha1/RoleBinding": ROLE_BINDING,
    "rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding": ROLE_BINDING,
    "rbac.authorization.k8s.io/v1beta1/RoleBinding": ROLE_BINDING,
    "storage.k8s.io/v1/StorageClass": ["parameters", "provisioner"],
    "v1/PersistentVolume": VOLUME_SOURCES.map((source) => `spec.${source}`),
    "v1/PersistentVolumeClaim": ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
    "v1/Pod": [
        ...POD_FIELDS.map((field) => `spec.${field}`),
        ...CONTAINER_FIELDS.flatMap((field) => [`spec.containers.*.${field}`, `spec.initContainers.*.${field}`]),
    ],
    "v1/ResourceQuota": ["spec.scopes"],
    "v1/Secret": ["type"],
    "v1/Service": ["spec.clusterIP"],
};

/**
 * The immutable fields of an object as dotted patterns, `*` standing for any list index: `spec.containers.*.image`.
 * Everything below a named field is immutable with it.
 */
export function immutableFields(object: ObjectIdentity, options: ImmutabilityOptions = {}): readonly string[] {
    if (options.patch) {
        return IDENTITY;
    }
    const key = `${object.apiVersion.replace(/^core\//, "")}/${object.kind}`;
    const fields = [...IDENTITY, ...(Object.hasOwn(TABLE, key) ? (TABLE[key] ?? []) : [])];
    if (key === "v1/Secret" && (!options.secretMutable || object.immutable)) {
        fields.push("data", "stringData");
    }
    if (key === "v1/ConfigMap" && (!options.configMapMutable || object.immutable)) {
        fields.push("data", "binaryData");
    }
    return fields;
}
