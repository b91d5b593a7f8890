import * as z from "zod";
import { byteQuantity, cpuQuantity } from "../workloads/fields";
import { dnsLabel, iamPrincipalArn } from "./fields";

const RESERVED = /^(default|kube-.*|calico-.*|tigera-operator|ingress|aws-load-balancer-controller)$/;

/** A name that no part of the platform or of Kubernetes uses itself. */
export const namespaceName = dnsLabel.refine((name) => !RESERVED.test(name), {
    error: "a name other than default, kube-*, calico-*, tigera-operator, ingress and aws-load-balancer-controller",
});

const quotaSchema = z.strictObject({
    /** Sum of the CPU requests. */
    cpu: cpuQuantity.default("8"),
    /** Sum of the memory requests. */
    memory: byteQuantity.default("16Gi"),
    pods: z.int().min(1).default(100),
    /** Sum of the storage that claims ask for. */
    storage: byteQuantity.default("500Gi"),
});

const containerDefaultsSchema = z.strictObject({
    /** CPU that a container asks for when it does not say. */
    cpu: cpuQuantity.default("100m"),
    /** Memory that a container asks for, and may use, when it does not say. */
    memory: byteQuantity.default("128Mi"),
    /** The most memory that any one container may use. */
    maxMemory: byteQuantity.default("4Gi"),
});

const teamSchema = z.strictObject({
    /** Kubernetes group that the team's people and pipelines are in. */
    group: z.string().regex(/^(?!system:)[\w.:@/-]+$/, { error: "a group name that does not start with system:" }),
    /** What the group may do in this namespace: everything but roles, quotas and policies, or only read. */
    role: z.enum(["developer", "viewer"]).default("developer"),
    /** IAM roles and users that are put in the group, on clusters of kind `eks`. */
    principals: z.array(iamPrincipalArn).default([]),
});

const namespaceSchema = z.strictObject({
    /** Pod Security Standard that the API server enforces. */
    podSecurity: z.enum(["restricted", "baseline", "privileged"]).default("restricted"),
    quota: quotaSchema.prefault({}),
    containerDefaults: containerDefaultsSchema.prefault({}),
    /** Who works in the namespace. Default: nobody but the cluster's administrators. */
    team: teamSchema.optional(),
});

/** Section `namespaces`: namespaces by name. The namespace of an application exists with these defaults without being listed. */
export const namespacesSchema = z.record(namespaceName, namespaceSchema);

/** One namespace. */
export type NamespaceConfig = z.output<typeof namespaceSchema>;

/** A namespace about which the stack says nothing. */
export function defaultNamespace(): NamespaceConfig {
    return namespaceSchema.parse({});
}
