import type { EksPlatformConfig } from "../../config";

/**
 * When an add-on is installed. `with-cluster`: by the component that makes the control plane. `before-nodes`: what nodes need to join.
 * `after-nodes`: what runs on them.
 */
export type Stage = "with-cluster" | "before-nodes" | "after-nodes";

/** AWS permissions of an add-on's pods, in kube-system. */
export interface ManagedIdentity {
    /** Last part of the name of its resources. */
    readonly name: string;
    /** The ServiceAccount that the add-on makes. */
    readonly serviceAccount: string;
    /** Policies of AWS, by their path below `policy/`. */
    readonly policies: readonly string[];
    /**
     * What it needs besides.
     *
     * @param volumesKeyArn the key of volumes
     * @returns a policy document as JSON
     * @default nothing
     */
    readonly policy?: (volumesKeyArn: string) => string;
}

/** An add-on that EKS installs and keeps: {@link MANAGED_ADDONS} has each by the name that EKS gives it. */
export interface ManagedAddon {
    /** What it is for, in one sentence. */
    readonly title: string;
    /** When it is installed. */
    readonly stage: Stage;
    /**
     * Its AWS permissions.
     *
     * @default none
     */
    readonly identity?: ManagedIdentity;
    /**
     * Whether a stack has it.
     *
     * @default every stack has
     */
    isInstalled?(config: EksPlatformConfig): boolean;
    /**
     * Its settings, as `aws eks describe-addon-configuration` lists them; undefined for its own.
     *
     * @default its own
     */
    configuration?(config: EksPlatformConfig): object | undefined;
}
