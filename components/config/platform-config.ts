import type { ClusterKind } from "./cluster-kind";
import type { AnySection, ResolvedOf } from "./sections";

/** What a stack has beside the sections of its configuration. */
interface StackFacts {
    /** The stack's name. */
    readonly stack: string;
    /** What the user should know, though it is no fault. */
    readonly warnings: readonly string[];
}

/** The sections that a kind of cluster reads; of one that has a form for each kind, that kind's form. */
type SectionsFor<Kind extends ClusterKind> = {
    readonly [S in AnySection as Kind extends S["appliesTo"][number] ? S["name"] : never]: FormFor<ResolvedOf<S>, Kind>;
};

type FormFor<Resolved, Kind extends ClusterKind> = Resolved extends { readonly kind: ClusterKind }
    ? Extract<Resolved, { readonly kind: Kind }>
    : Resolved;

/** A stack that creates its cluster in AWS. */
export interface EksPlatformConfig extends StackFacts, SectionsFor<"eks"> {
    /** The stack makes the cluster. */
    readonly kind: "eks";
}

/** A stack on a cluster that exists: one named by its kubeconfig context, or the embedded control plane. */
export interface ExistingPlatformConfig extends StackFacts, SectionsFor<"existing" | "embedded"> {
    /** Somebody else's cluster, or the embedded control plane. */
    readonly kind: "existing" | "embedded";
}

/** A checked configuration with all defaults applied; frozen. */
export type PlatformConfig = EksPlatformConfig | ExistingPlatformConfig;
