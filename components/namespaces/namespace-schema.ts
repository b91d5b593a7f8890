import * as z from "zod";
import { byteQuantity, cpuQuantity, dnsLabel, iamPrincipalArn } from "../schema/fields";
import { secretText } from "../schema/secret-text";
import { parseCertificate } from "./certificates";

const quotaSchema = z.strictObject({
    cpu: cpuQuantity.prefault("8").describe("Sum of the CPU requests."),
    memory: byteQuantity.prefault("16Gi").describe("Sum of the memory requests."),
    pods: z.int().min(1).default(100).describe("Number of pods."),
    storage: byteQuantity.prefault("500Gi").describe("Sum of the storage that claims ask for."),
});

const containerDefaultsSchema = z.strictObject({
    cpu: cpuQuantity.prefault("100m").describe("CPU that a container asks for when it does not say."),
    memory: byteQuantity
        .prefault("128Mi")
        .describe("Memory that a container asks for, and may use, when it does not say."),
    maxMemory: byteQuantity.prefault("4Gi").describe("The most memory that any one container may use."),
});

const teamSchema = z.strictObject({
    group: z
        .string()
        .regex(/^(?!system:)[\w.:@/-]+$/, { error: "a group name that does not start with system:" })
        .describe("Kubernetes group that the team's people and pipelines are in."),
    role: z
        .enum(["developer", "viewer"])
        .default("developer")
        .describe(
            "What the group may do in this namespace. `developer`: change Deployments, StatefulSets, Jobs, CronJobs, autoscalers, disruption budgets, Ingresses, Services, ConfigMaps and claims, delete pods, read logs and events. Not: Secrets, shells and port-forwards into pods, pods without an owner, DaemonSets, ServiceAccounts, roles, quotas, network policies. `viewer`: read the same.",
        ),
    principals: z
        .array(iamPrincipalArn)
        .default([])
        .describe("IAM roles and users that are put in the group, on clusters of kind `eks`."),
});

const certificateSchema = z.strictObject({
    certificate: z
        .string()
        .refine((text) => parseCertificate(text) !== undefined, {
            error: "a certificate in PEM (-----BEGIN CERTIFICATE-----), its issuers' after it",
        })
        .meta({ title: "PEM text" })
        .describe("The certificate, followed by those of its issuers."),
    key: secretText.describe("Its private key in PEM."),
});

const registrySchema = z.strictObject({
    username: z.string().min(1).max(255).describe("User name, as for `docker login`."),
    password: secretText.describe("Password or token."),
});

const registryHost = z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?(:\d{1,5})?(\/[-a-z0-9._/]+)?$/, {
        error: "a registry's host as images name it, for example ghcr.io or registry.example.com:5000",
    })
    .meta({ placeholder: "registry" });

/** What a stack may say of a namespace. */
export const namespaceSchema = z.strictObject({
    podSecurity: z
        .enum(["restricted", "baseline", "privileged"])
        .default("restricted")
        .describe("Pod Security Standard that the API server enforces."),
    quota: quotaSchema
        .prefault({})
        .describe("The most that all pods and claims of the namespace may ask for together."),
    containerDefaults: containerDefaultsSchema
        .prefault({})
        .describe("Requests and limits of containers that do not say."),
    team: teamSchema
        .optional()
        .describe("Who works in the namespace. Default: nobody but the cluster's administrators."),
    certificates: z
        .record(dnsLabel, certificateSchema)
        .default({})
        .describe("TLS certificates, by the name of the Secret that a service's `expose.tlsSecret` names."),
    registries: z
        .record(registryHost, registrySchema)
        .default({})
        .describe("Private registries that the namespace's services pull images from, by host."),
});

/** One namespace. */
export type NamespaceConfig = z.output<typeof namespaceSchema>;

/** A namespace about which the stack says nothing. */
export function defaultNamespace(): NamespaceConfig {
    return namespaceSchema.parse({});
}
