import type { ClusterKind } from "../config/cluster-kind";

/** How much of everything there is: enough to try things, or enough to lose a zone and go on. */
export type Footprint = "small" | "full";

/** What an add-on may know of any cluster. */
interface AnyContext {
    /** How much of everything the stack asks for. */
    readonly footprint: Footprint;
    /** Block of the nodes and of the API server; all addresses where they are not known. */
    readonly nodeNetwork: string;
}

/** What an add-on may know of a cluster in AWS that is the stack's own. */
export interface EksContext extends AnyContext {
    /** The stack makes the cluster. */
    readonly kind: "eks";
    /** Name of the cluster in EKS. */
    readonly clusterName: string;
    /** Minor version of Kubernetes, such as `1.36`. */
    readonly kubernetes: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** Whether nothing in the network reaches the internet, as far as the stack says it. */
    readonly isClosed: boolean;
    /** Tags of every AWS resource. */
    readonly tags: Readonly<Record<string, string>>;
}

/** What an add-on may know of a cluster that exists already. */
export interface ExistingContext extends AnyContext {
    /** The cluster is somebody else's. */
    readonly kind: "existing";
}

/** What an add-on may know of the control plane on this machine. */
export interface EmbeddedContext extends AnyContext {
    /** The cluster is the embedded control plane. */
    readonly kind: "embedded";
}

/** What an add-on may know of the cluster that it comes into. */
export type AddonContext = EksContext | ExistingContext | EmbeddedContext;

/** {@link AddonContext} on clusters of some kinds. */
export type ContextOf<K extends ClusterKind> = Extract<AddonContext, { readonly kind: K }>;

/** True for a cluster of one of the kinds. */
export function isOn<K extends ClusterKind>(context: AddonContext, kinds: readonly K[]): context is ContextOf<K> {
    return kinds.some((kind) => kind === context.kind);
}
