import type { EksPlatformConfig } from "../../config";
import type { ParsedSections } from "../../config/sections";
import type { InterfaceEndpoint } from "../../network/interface-endpoints";

/**
 * When an add-on is installed. `with-cluster`: by the component that makes the control plane. `before-nodes`: what nodes need to join.
 * `after-nodes`: what runs on them.
 */
export type Stage = "with-cluster" | "before-nodes" | "after-nodes";

/** What a policy document of an add-on may name. */
export interface PolicyFacts {
    /** ARN of the key of volumes. */
    readonly volumesKeyArn: string;
    /** AWS partition of the cluster's region. */
    readonly partition: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** Name of the cluster. */
    readonly clusterName: string;
}

/** AWS permissions of an add-on's pods. */
export interface ManagedIdentity {
    /** Last part of the name of its resources. */
    readonly name: string;
    /** The ServiceAccount that the add-on makes. */
    readonly serviceAccount: string;
    /**
     * Policies of AWS, by their path below `policy/`.
     *
     * @default none
     */
    readonly policies?: readonly string[];
    /**
     * What it needs besides.
     *
     * @returns a policy document as JSON
     * @default nothing
     */
    readonly policy?: (facts: PolicyFacts) => string;
}

/** What decides an add-on's settings: the stack, and the add-on's own options in it. */
export interface AddonSettings {
    /** Pods of its controller. @default it has no such option */
    readonly replicas?: number | undefined;
    /** Taints that its pods bear, in Kubernetes' form. @default the stack names none */
    readonly tolerations?: readonly object[] | undefined;
}

/** An add-on that EKS installs and keeps: {@link MANAGED_ADDONS} has each by the name that EKS gives it. */
export interface ManagedAddon {
    /** What it is for, in one sentence. */
    readonly title: string;
    /** When it is installed. */
    readonly stage: Stage;
    /**
     * The namespace of its pods, which it makes; no stack may have another of that name.
     *
     * @default kube-system
     */
    readonly namespace?: string;
    /**
     * Its AWS permissions.
     *
     * @default none
     */
    readonly identity?: ManagedIdentity;
    /**
     * Services of AWS that it calls and that not every stack needs, as their endpoints are called. A network without a way out gets endpoints
     * for them.
     *
     * @default none
     */
    readonly calls?: readonly InterfaceEndpoint[];
    /**
     * Pods of its controller where the stack says no other number, by footprint.
     *
     * @default it has no such option
     */
    readonly replicas?: Readonly<Record<"small" | "full", number>>;
    /**
     * Whether a stack has it that does not name it.
     *
     * @default every stack has, unless it is optional
     */
    isInstalled?(config: Pick<ParsedSections, "storage">): boolean;
    /**
     * Log groups that it writes into. They are made before it, encrypted and with an end to their retention; it would make them without both.
     *
     * @default none
     */
    logGroups?(clusterName: string): readonly string[];
    /**
     * Its settings, as `aws eks describe-addon-configuration` lists them; undefined for its own.
     *
     * @default its own
     */
    configuration?(config: EksPlatformConfig, settings: AddonSettings): object | undefined;
}
