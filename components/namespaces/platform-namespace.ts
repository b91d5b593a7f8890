import { LimitRange, Namespace, ResourceQuota } from "@pulumi/kubernetes/core/v1";
import { NetworkPolicy, type NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import type { NamespaceConfig } from "./namespace-schema";
import { edgeSpec, NAMESPACE_POLICIES, type NetworkEdge } from "./network-edges";

/** Arguments of a {@link PlatformNamespace}. */
export interface PlatformNamespaceArgs {
    /** The namespace's name. */
    readonly namespace: string;
    /** Pod Security level, quota and container defaults. */
    readonly settings: Pick<NamespaceConfig, "podSecurity" | "quota" | "containerDefaults">;
    /**
     * Traffic to allow beside DNS.
     *
     * @default none: the namespace's workloads bring their own policies
     */
    readonly edges?: readonly NetworkEdge[];
    /**
     * Whether Pulumi refuses to delete the namespace, which takes everything in it along, claims and their volumes too.
     *
     * @default false
     */
    readonly protect?: boolean;
}

/**
 * A namespace that is closed by default: its Pod Security level is enforced by the API server, all traffic but DNS is denied, and
 * what it may use is limited.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export class PlatformNamespace extends pulumi.ComponentResource {
    /** The namespace's name, known once it exists. */
    readonly namespace: pulumi.Output<string>;

    constructor(name: string, args: PlatformNamespaceArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:namespaces:PlatformNamespace", name, args, opts);
        const child = { parent: this };
        const { podSecurity, quota, containerDefaults } = args.settings;
        const namespace = new Namespace(
            `${name}-namespace`,
            { metadata: { name: args.namespace, labels: podSecurityLabels(podSecurity) } },
            { ...child, protect: args.protect ?? false },
        );
        this.namespace = namespace.metadata.name;
        const metadata = (object: string) => ({ name: object, namespace: this.namespace });

        new ResourceQuota(
            `${name}-quota`,
            {
                metadata: metadata("quota"),
                spec: {
                    hard: {
                        "requests.cpu": quota.cpu,
                        "requests.memory": quota.memory,
                        "requests.storage": quota.storage,
                        pods: String(quota.pods),
                        // Every node's port of this number would be open, past the ingress controller.
                        "services.nodeports": "0",
                    },
                },
            },
            child,
        );
        new LimitRange(
            `${name}-limits`,
            {
                metadata: metadata("limits"),
                spec: {
                    limits: [
                        {
                            type: "Container",
                            defaultRequest: { cpu: containerDefaults.cpu, memory: containerDefaults.memory },
                            default: { memory: containerDefaults.memory },
                            max: { memory: containerDefaults.maxMemory },
                        },
                    ],
                },
            },
            child,
        );

        const policy = (suffix: string, spec: NetworkPolicyArgs["spec"]) =>
            new NetworkPolicy(`${name}-${suffix}`, { metadata: metadata(suffix), ...(spec && { spec }) }, child);
        for (const [suffix, spec] of Object.entries(NAMESPACE_POLICIES)) {
            policy(suffix, spec);
        }
        for (const edge of args.edges ?? []) {
            policy(`allow-${edge.name}`, edgeSpec(edge));
        }
        this.registerOutputs({ namespace: this.namespace });
    }
}

/** What is not enforced is still warned about and audited, at the strictest level. */
function podSecurityLabels(enforced: NamespaceConfig["podSecurity"]): Record<string, string> {
    const levels = { enforce: enforced, audit: "restricted", warn: "restricted" };
    return Object.fromEntries(
        Object.entries(levels).flatMap(([mode, level]) => [
            [`pod-security.kubernetes.io/${mode}`, level],
            [`pod-security.kubernetes.io/${mode}-version`, "latest"],
        ]),
    );
}
