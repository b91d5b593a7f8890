/** Kinds, each list with all the API versions that have exactly these. */
const KINDS: readonly (readonly [apiVersions: readonly string[], kinds: readonly string[]])[] = [
    [
        ["admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1"],
        [
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
            "MutatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ValidatingWebhookConfiguration",
        ],
    ],
    [
        ["admissionregistration.k8s.io/v1alpha1"],
        [
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
        ],
    ],
    [["apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1"], ["CustomResourceDefinition"]],
    [["apiregistration.k8s.io/v1", "apiregistration.k8s.io/v1beta1"], ["APIService"]],
    [
        ["apps/v1", "apps/v1beta2"],
        ["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
    ],
    [["apps/v1beta1"], ["ControllerRevision", "Deployment", "StatefulSet"]],
    [["auditregistration.k8s.io/v1alpha1"], ["AuditSink"]],
    [["authentication.k8s.io/v1"], ["SelfSubjectReview", "TokenRequest", "TokenReview"]],
    [
        ["authorization.k8s.io/v1"],
        ["LocalSubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"],
    ],
    [["autoscaling/v1"], ["HorizontalPodAutoscaler", "Scale"]],
    [["autoscaling/v2", "autoscaling/v2beta1", "autoscaling/v2beta2"], ["HorizontalPodAutoscaler"]],
    [["batch/v1"], ["CronJob", "Job"]],
    [["batch/v1beta1", "batch/v2alpha1"], ["CronJob"]],
    [
        ["certificates.k8s.io/v1", "certificates.k8s.io/v1beta1"],
        ["CertificateSigningRequest", "ClusterTrustBundle", "PodCertificateRequest"],
    ],
    [["certificates.k8s.io/v1alpha1"], ["ClusterTrustBundle"]],
    [["coordination.k8s.io/v1"], ["Lease"]],
    [["coordination.k8s.io/v1alpha1", "coordination.k8s.io/v1alpha2"], ["LeaseCandidate"]],
    [["coordination.k8s.io/v1beta1"], ["Lease", "LeaseCandidate"]],
    [["discovery.k8s.io/v1", "discovery.k8s.io/v1beta1"], ["EndpointSlice"]],
    [["events.k8s.io/v1", "events.k8s.io/v1beta1"], ["Event"]],
    [
        ["extensions/v1beta1"],
        ["DaemonSet", "Deployment", "Ingress", "NetworkPolicy", "PodSecurityPolicy", "ReplicaSet"],
    ],
    [
        [
            "flowcontrol.apiserver.k8s.io/v1",
            "flowcontrol.apiserver.k8s.io/v1alpha1",
            "flowcontrol.apiserver.k8s.io/v1beta1",
            "flowcontrol.apiserver.k8s.io/v1beta2",
            "flowcontrol.apiserver.k8s.io/v1beta3",
        ],
        ["FlowSchema", "PriorityLevelConfiguration"],
    ],
    [["internal.apiserver.k8s.io/v1alpha1"], ["StorageVersion"]],
    [["lifecycle.k8s.io/v1alpha1"], ["Eviction", "EvictionRequest"]],
    [["networking.k8s.io/v1"], ["IPAddress", "Ingress", "IngressClass", "NetworkPolicy", "ServiceCIDR"]],
    [["networking.k8s.io/v1alpha1"], ["ClusterCIDR", "IPAddress", "ServiceCIDR"]],
    [["networking.k8s.io/v1beta1"], ["IPAddress", "Ingress", "IngressClass", "ServiceCIDR"]],
    [["node.k8s.io/v1", "node.k8s.io/v1alpha1", "node.k8s.io/v1beta1"], ["RuntimeClass"]],
    [["policy/v1"], ["Eviction", "PodDisruptionBudget"]],
    [["policy/v1beta1"], ["PodDisruptionBudget", "PodSecurityPolicy"]],
    [
        ["rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1alpha1", "rbac.authorization.k8s.io/v1beta1"],
        ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
    ],
    [
        ["resource.k8s.io/v1", "resource.k8s.io/v1beta2"],
        ["DeviceClass", "DeviceTaintRule", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"],
    ],
    [["resource.k8s.io/v1alpha1"], ["PodScheduling", "ResourceClaim", "ResourceClaimTemplate", "ResourceClass"]],
    [
        ["resource.k8s.io/v1alpha2"],
        [
            "PodSchedulingContext",
            "ResourceClaim",
            "ResourceClaimParameters",
            "ResourceClaimTemplate",
            "ResourceClass",
            "ResourceClassParameters",
            "ResourceSlice",
        ],
    ],
    [
        ["resource.k8s.io/v1alpha3"],
        [
            "DeviceClass",
            "DeviceTaintRule",
            "PodSchedulingContext",
            "ResourceClaim",
            "ResourceClaimTemplate",
            "ResourcePoolStatusRequest",
            "ResourceSlice",
        ],
    ],
    [["resource.k8s.io/v1beta1"], ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"]],
    [["scheduling.k8s.io/v1"], ["PriorityClass"]],
    [["scheduling.k8s.io/v1alpha1"], ["PriorityClass", "Workload"]],
    [["scheduling.k8s.io/v1alpha2"], ["PodGroup", "Workload"]],
    [["scheduling.k8s.io/v1alpha3"], ["CompositePodGroup", "PodGroup", "Workload"]],
    [["scheduling.k8s.io/v1beta1"], ["PodGroup", "PriorityClass", "Workload"]],
    [["settings.k8s.io/v1alpha1"], ["PodPreset"]],
    [
        ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"],
        ["CSIDriver", "CSINode", "CSIStorageCapacity", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"],
    ],
    [["storage.k8s.io/v1alpha1"], ["VolumeAttachment", "VolumeAttributesClass"]],
    [
        ["storagemigration.k8s.io/v1", "storagemigration.k8s.io/v1alpha1", "storagemigration.k8s.io/v1beta1"],
        ["StorageVersionMigration"],
    ],
    [
        ["v1"],
        [
            "Binding",
            "ComponentStatus",
            "ConfigMap",
            "Endpoints",
            "Event",
            "LimitRange",
            "Namespace",
            "Node",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Pod",
            "PodTemplate",
            "ReplicationController",
            "ResourceQuota",
            "Secret",
            "Service",
            "ServiceAccount",
        ],
    ],
];

/**
 * The kinds of Kubernetes itself by API version, those too that no cluster serves any more. A kind that is not here under its
 * version is refused by every API server.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const BUILT_IN_KINDS: ReadonlyMap<string, readonly string[]> = new Map(
    KINDS.flatMap(([apiVersions, kinds]) => apiVersions.map((apiVersion) => [apiVersion, kinds] as const)),
);

/**
 * API groups that Kubernetes itself serves, the core group as an empty text. Every other group, also under `k8s.io`, is
 * defined by custom resource definitions.
 */
export const BUILT_IN_GROUPS: ReadonlySet<string> = new Set(
    [...BUILT_IN_KINDS.keys()].map((apiVersion) =>
        apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "",
    ),
);
