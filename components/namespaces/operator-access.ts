import {
    ValidatingAdmissionPolicy,
    ValidatingAdmissionPolicyBinding,
} from "@pulumi/kubernetes/admissionregistration/v1";
import { ClusterRole, ClusterRoleBinding } from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import { restartsOnly } from "./restarts-only";

/** The Kubernetes group of operators. */
export const OPERATORS = "eks-platform:operators";

const READ = ["get", "list", "watch"];

/** Everything that Kubernetes itself stores, but Secrets. Objects of others' kinds are read by whom their own roles name. */
const READABLE: Readonly<Record<string, readonly string[]>> = {
    "": [
        ...["configmaps", "endpoints", "events", "limitranges", "namespaces", "nodes", "persistentvolumeclaims"],
        ...["persistentvolumes", "pods", "pods/log", "replicationcontrollers", "resourcequotas", "serviceaccounts"],
        "services",
    ],
    "admissionregistration.k8s.io": [
        ...["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
        ...["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
    ],
    "apiextensions.k8s.io": ["customresourcedefinitions"],
    "apiregistration.k8s.io": ["apiservices"],
    apps: ["controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets"],
    autoscaling: ["horizontalpodautoscalers"],
    batch: ["cronjobs", "jobs"],
    "coordination.k8s.io": ["leases"],
    "discovery.k8s.io": ["endpointslices"],
    "metrics.k8s.io": ["nodes", "pods"],
    "networking.k8s.io": ["ingressclasses", "ingresses", "networkpolicies"],
    policy: ["poddisruptionbudgets"],
    "rbac.authorization.k8s.io": ["clusterrolebindings", "clusterroles", "rolebindings", "roles"],
    "scheduling.k8s.io": ["priorityclasses"],
    "snapshot.storage.k8s.io": ["volumesnapshotclasses", "volumesnapshotcontents", "volumesnapshots"],
    "storage.k8s.io": ["csidrivers", "csinodes", "storageclasses", "volumeattachments"],
};

/** What keeps a cluster going: `kubectl rollout restart`, `scale`, `cordon` and `drain`. */
const OPERATIONS = [
    { apiGroups: ["apps"], resources: ["daemonsets", "deployments", "statefulsets"], verbs: ["patch"] },
    { apiGroups: ["apps"], resources: ["deployments/scale", "statefulsets/scale"], verbs: ["get", "patch", "update"] },
    { apiGroups: ["batch"], resources: ["jobs"], verbs: ["delete"] },
    { apiGroups: [""], resources: ["nodes"], verbs: ["patch"] },
    { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
    { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
];

/**
 * What operators may do: see everything but Secrets, and keep workloads and nodes going. They open no shell and change no right, nor what a
 * workload's pods are, with which they would have the rights of any.
 */
export class OperatorAccess extends pulumi.ComponentResource {
    constructor(name: string, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:namespaces:OperatorAccess", name, {}, opts);
        const metadata = { name: OPERATORS };
        const reads = Object.entries(READABLE).map(([group, resources]) => ({
            ...{ apiGroups: [group], resources: [...resources], verbs: READ },
        }));
        const role = new ClusterRole(`${name}-role`, { metadata, rules: [...reads, ...OPERATIONS] }, { parent: this });
        const restarts = { metadata: { name: "eks-platform-operators" } };
        const policy = new ValidatingAdmissionPolicy(
            `${name}-restarts`,
            { ...restarts, spec: restartsOnly(OPERATORS) },
            { parent: this },
        );
        const limit = new ValidatingAdmissionPolicyBinding(
            `${name}-restarts-binding`,
            { ...restarts, spec: { policyName: policy.metadata.name, validationActions: ["Deny"] } },
            { parent: this },
        );
        new ClusterRoleBinding(
            `${name}-binding`,
            {
                metadata,
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role.metadata.name },
                subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: OPERATORS }],
            },
            // Never without the limit: neither before it is there, nor after it is gone.
            { parent: this, dependsOn: limit },
        );
        this.registerOutputs({});
    }
}
