import { isMap, mapAt, type PropertyMap, reveal, stringAt } from "../../protocol/values";
import { NoMatchError } from "./api/errors";
import type { ObjectApi } from "./api/objects";
import { groupOf } from "./object";

/** Kinds of Kubernetes itself that live outside namespaces, by group and kind: known without a cluster. */
export const clusterScoped = new Set([
    "/Namespace",
    "/Node",
    "/PersistentVolume",
    "admissionregistration.k8s.io/MutatingAdmissionPolicy",
    "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
    "admissionregistration.k8s.io/MutatingWebhookConfiguration",
    "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
    "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
    "apiextensions.k8s.io/CustomResourceDefinition",
    "apiregistration.k8s.io/APIService",
    "certificates.k8s.io/CertificateSigningRequest",
    "flowcontrol.apiserver.k8s.io/FlowSchema",
    "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
    "networking.k8s.io/IngressClass",
    "node.k8s.io/RuntimeClass",
    "rbac.authorization.k8s.io/ClusterRole",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
    "scheduling.k8s.io/PriorityClass",
    "storage.k8s.io/CSIDriver",
    "storage.k8s.io/StorageClass",
    "storage.k8s.io/VolumeAttachment",
    "storage.k8s.io/VolumeAttributesClass",
]);

/** Which kinds live in a namespace, as far as can be told before the cluster serves them. */
export class Scopes {
    private readonly declared = new Map<string, boolean>();

    /** Remembers a custom resource definition of this program: its kind may be used before the cluster serves it. */
    learn(definition: PropertyMap): void {
        const spec = mapAt(definition, "spec");
        const kind = stringAt(mapAt(spec, "names"), "kind");
        const group = stringAt(spec, "group");
        const scope = reveal(spec.scope);
        if (kind !== undefined && group !== undefined && !isMap(scope)) {
            this.declared.set(`${group}/${kind}`, scope !== "Cluster");
        }
    }

    /** A kind that nobody knows yet is taken to live in a namespace, as most do. */
    async isNamespaced(
        apiVersion: string,
        kind: string,
        api: ObjectApi | undefined,
        signal: AbortSignal,
    ): Promise<boolean> {
        const key = `${groupOf(apiVersion)}/${kind}`;
        if (clusterScoped.has(key)) return false;
        const declared = this.declared.get(key);
        if (declared !== undefined) return declared;
        try {
            return (await api?.kindOf(apiVersion, kind, signal))?.namespaced ?? true;
        } catch (error) {
            if (error instanceof NoMatchError) return true;
            throw error;
        }
    }
}
