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

const identity = ["metadata.name", "metadata.namespace"];
const workload = ["spec.selector"];
const job = ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"];
const roleBinding = ["roleRef"];
const statefulSet = [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
];

const volumeSources = [
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

const podFields = [
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

const containerFields = [
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
const table: Readonly<Record<string, readonly string[]>> = {
    "apps/v1/DaemonSet": workload,
    "apps/v1/Deployment": workload,
    "apps/v1/StatefulSet": statefulSet,
    "apps/v1beta1/StatefulSet": statefulSet,
    "apps/v1beta2/DaemonSet": workload,
    "apps/v1beta2/Deployment": workload,
    "apps/v1beta2/StatefulSet": statefulSet,
    "batch/v1/Job": job,
    "batch/v1beta1/Job": job,
    "batch/v2alpha1/Job": job,
    "policy/v1beta1/PodDisruptionBudget": ["spec"],
    "rbac.authorization.k8s.io/v1/ClusterRoleBinding": roleBinding,
    "rbac.authorization.k8s.io/v1/RoleBinding": roleBinding,
    "rbac.authorization.k8s.io/v1alpha1/ClusterRoleBinding": roleBinding,
    "rbac.authorization.k8s.io/v1alpha1/RoleBinding": roleBinding,
    "rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding": roleBinding,
    "rbac.authorization.k8s.io/v1beta1/RoleBinding": roleBinding,
    "storage.k8s.io/v1/StorageClass": ["parameters", "provisioner"],
    "v1/PersistentVolume": volumeSources.map((source) => `spec.${source}`),
    "v1/PersistentVolumeClaim": ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
    "v1/Pod": [
        ...podFields.map((field) => `spec.${field}`),
        ...containerFields.flatMap((field) => [`spec.containers.*.${field}`, `spec.initContainers.*.${field}`]),
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
        return identity;
    }
    const key = `${object.apiVersion.replace(/^core\//, "")}/${object.kind}`;
    const fields = [...identity, ...(Object.hasOwn(table, key) ? (table[key] ?? []) : [])];
    if (key === "v1/Secret" && (!options.secretMutable || object.immutable)) {
        fields.push("data", "stringData");
    }
    if (key === "v1/ConfigMap" && (!options.configMapMutable || object.immutable)) {
        fields.push("data", "binaryData");
    }
    return fields;
}
