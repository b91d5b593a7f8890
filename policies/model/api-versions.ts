import { KUBERNETES_VERSIONS } from "../../core/facts/kubernetes/versions";

/** A version of an API that a release of Kubernetes stopped serving. */
export interface RemovedApi {
    readonly apiVersion: string;
    readonly kinds: readonly string[];
    /** Minor version of Kubernetes 1.x that serves it no longer. */
    readonly removedIn: number;
    /** What to write instead; absent where the kind is gone. */
    readonly replacement?: string;
}

/** Dynamic resource allocation. */
const DEVICE_KINDS = ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"];

/**
 * As of Kubernetes 1.37, which already says what later versions will remove.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 * @see https://github.com/kubernetes/api for `APILifecycleRemoved` of each kind
 */
export const REMOVED_APIS: readonly RemovedApi[] = [
    removed(16, "extensions/v1beta1", "apps/v1", "Deployment", "DaemonSet", "ReplicaSet"),
    removed(16, "extensions/v1beta1", "networking.k8s.io/v1", "NetworkPolicy"),
    removed(16, "extensions/v1beta1", undefined, "PodSecurityPolicy"),
    removed(16, "apps/v1beta1", "apps/v1", "ControllerRevision", "Deployment", "StatefulSet"),
    removed(
        16,
        "apps/v1beta2",
        "apps/v1",
        "ControllerRevision",
        "Deployment",
        "DaemonSet",
        "ReplicaSet",
        "StatefulSet",
    ),
    removed(22, "extensions/v1beta1", "networking.k8s.io/v1", "Ingress"),
    removed(22, "networking.k8s.io/v1beta1", "networking.k8s.io/v1", "Ingress", "IngressClass"),
    removed(
        22,
        "admissionregistration.k8s.io/v1beta1",
        "admissionregistration.k8s.io/v1",
        ...["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
    ),
    removed(22, "apiextensions.k8s.io/v1beta1", "apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    removed(22, "apiregistration.k8s.io/v1beta1", "apiregistration.k8s.io/v1", "APIService"),
    removed(22, "certificates.k8s.io/v1beta1", "certificates.k8s.io/v1", "CertificateSigningRequest"),
    removed(22, "coordination.k8s.io/v1beta1", "coordination.k8s.io/v1", "Lease"),
    removed(
        22,
        "rbac.authorization.k8s.io/v1beta1",
        "rbac.authorization.k8s.io/v1",
        ...["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
    ),
    removed(22, "scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1", "PriorityClass"),
    removed(
        22,
        "storage.k8s.io/v1beta1",
        "storage.k8s.io/v1",
        ...["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
    ),
    removed(25, "autoscaling/v2beta1", "autoscaling/v2", "HorizontalPodAutoscaler"),
    removed(25, "batch/v1beta1", "batch/v1", "CronJob"),
    removed(25, "discovery.k8s.io/v1beta1", "discovery.k8s.io/v1", "EndpointSlice"),
    removed(25, "events.k8s.io/v1beta1", "events.k8s.io/v1", "Event"),
    removed(25, "node.k8s.io/v1beta1", "node.k8s.io/v1", "RuntimeClass"),
    removed(25, "policy/v1beta1", "policy/v1", "PodDisruptionBudget"),
    removed(25, "policy/v1beta1", undefined, "PodSecurityPolicy"),
    removed(26, "autoscaling/v2beta2", "autoscaling/v2", "HorizontalPodAutoscaler"),
    removed(27, "storage.k8s.io/v1beta1", "storage.k8s.io/v1", "CSIStorageCapacity"),
    removed(
        34,
        "admissionregistration.k8s.io/v1beta1",
        "admissionregistration.k8s.io/v1",
        ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    ),
    removed(37, "networking.k8s.io/v1beta1", "networking.k8s.io/v1", "IPAddress", "ServiceCIDR"),
    removed(37, "storage.k8s.io/v1beta1", "storage.k8s.io/v1", "VolumeAttributesClass"),
    removed(38, "resource.k8s.io/v1beta1", "resource.k8s.io/v1", ...DEVICE_KINDS),
    removed(39, "resource.k8s.io/v1beta2", "resource.k8s.io/v1", ...DEVICE_KINDS),
    removed(39, "certificates.k8s.io/v1beta1", "certificates.k8s.io/v1", "ClusterTrustBundle"),
    removed(
        40,
        "admissionregistration.k8s.io/v1beta1",
        "admissionregistration.k8s.io/v1",
        ...["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"],
    ),
    ...[
        { version: "v1beta1", minor: 26 },
        { version: "v1beta2", minor: 29 },
        { version: "v1beta3", minor: 32 },
    ].map(({ version, minor }) =>
        removed(
            minor,
            `flowcontrol.apiserver.k8s.io/${version}`,
            "flowcontrol.apiserver.k8s.io/v1",
            ...["FlowSchema", "PriorityLevelConfiguration"],
        ),
    ),
];

function removed(
    removedIn: number,
    apiVersion: string,
    replacement: string | undefined,
    ...kinds: readonly string[]
): RemovedApi {
    return { removedIn, apiVersion, kinds, ...(replacement !== undefined && { replacement }) };
}

/** The minor version of `1.36`; of the oldest version that EKS offers when the cluster's is not known. */
export function minorOf(version: string | undefined): number {
    const minors = (version === undefined ? Object.keys(KUBERNETES_VERSIONS) : [version]).map((text) =>
        Number(text.split(".")[1]),
    );
    return Math.min(...minors);
}
