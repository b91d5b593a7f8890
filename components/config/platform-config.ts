import type { EksClusterConfig } from "./cluster";
import type { NetworkConfig } from "./network";
import type { NodeGroupConfig } from "./node-groups";
import type { Sections } from "./sections";

/** What every stack has, whatever its cluster. */
interface CommonConfig
    extends Pick<Sections, "tags" | "protect" | "storage" | "helm" | "namespaces" | "applications" | "services"> {
    /** The stack's name. */
    readonly stack: string;
    readonly admission: Sections["admission"] & { readonly enabled: boolean };
    readonly calico: Sections["calico"] & { readonly enabled: boolean };
    readonly ingress: Sections["ingress"] & { readonly enabled: boolean };
    /** What the user should know, though it is no fault. */
    readonly warnings: readonly string[];
}

/** A stack that creates its cluster in AWS. */
export interface EksPlatformConfig extends CommonConfig {
    readonly kind: "eks";
    readonly region: string;
    readonly allowedAccountIds: readonly string[];
    readonly network: NetworkConfig;
    readonly cluster: EksClusterConfig;
    readonly nodeGroups: Readonly<Record<string, NodeGroupConfig>>;
}

/** A stack on a cluster that exists: one named by its kubeconfig context, or the embedded control plane. */
export interface ExistingPlatformConfig extends CommonConfig {
    readonly kind: "existing" | "embedded";
    readonly cluster: Exclude<Sections["cluster"], { kind: "eks" }>;
}

/** A checked configuration with all defaults applied; frozen. */
export type PlatformConfig = EksPlatformConfig | ExistingPlatformConfig;
