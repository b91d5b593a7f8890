import type * as z from "zod";
import type { Account } from "../aws/account";
import type { PolicyStatement } from "../aws/policy-document";
import type { ClusterKind } from "../config/cluster-kind";
import type { NamespaceConfig } from "../namespaces/namespace-schema";
import type { NetworkEdge } from "../namespaces/network-edges";
import type { InterfaceEndpoint } from "../network/interface-endpoints";
import type { Chart } from "../releases/chart";
import type { ChartValues } from "../releases/release";
import { type AddonContext, type ContextOf, type Footprint, isOn } from "./context";
import type { DrainedKind } from "./drained-kind";
import type { Phase } from "./phase";

/** What options are written with. */
type OptionKit = typeof import("./option-kit");

type Options = Readonly<Record<string, z.ZodType>>;

type Settings<O extends Options> = z.output<z.ZodObject<O>>;

/** AWS permissions by ServiceAccount, in the account that the add-on comes into. */
export type Identities = Readonly<
    Record<string, (account: Account, ids: AwsIds<string>) => readonly PolicyStatement[]>
>;

/** Ids that AWS makes known only while the platform comes up; of the type that they have where they are used. */
export interface AwsIds<Id> {
    /** Id of the cluster's VPC. */
    readonly vpcId: Id;
    /** ARN of the role of nodes: of those that no node group has, where something launches such nodes, else of the node groups'. */
    readonly nodeRoleArn: Id;
}

/** The parts of an add-on that follow from nothing but itself. */
interface AddonFacts {
    /** Its folder, its key in a stack's configuration, its namespace and its release. */
    readonly name: string;
    /** What it is for, in one sentence. */
    readonly title: string;
    /** The chart, pinned; written out in full, as Renovate looks for it. */
    readonly chart: Chart;
    /**
     * The chart of its CustomResourceDefinitions, installed before and removed after it.
     *
     * @default none, or in the chart itself
     */
    readonly crds?: Chart;
    /** When it is installed. */
    readonly phase: Phase;
    /**
     * Add-ons that have to be there and come first, wherever they can be installed at all.
     *
     * @default none
     */
    readonly needs?: readonly string[];
    /**
     * Add-ons that cannot be there beside it.
     *
     * @default none
     */
    readonly refuses?: readonly string[];
    /** A service that it calls and to which no endpoint leads: where the network has no way out, it is refused. @default none */
    readonly callsOutside?: string;
    /** Services of AWS that it calls and that not every stack needs, as their endpoints are called. @default none */
    readonly calls?: readonly InterfaceEndpoint[];
    /**
     * The section of the configuration that has its options and switches it on.
     *
     * @default its key in the section `addons`
     */
    readonly section?: "calico" | "ingress" | "scaling";
    /**
     * Minor versions of Kubernetes that its pinned version is made for. On others a stack cannot have it.
     *
     * @default all that the platform has
     */
    readonly kubernetes?: readonly string[];
    /**
     * Kinds of clusters on which it is installed where the section `addons` does not name it.
     *
     * @default none
     */
    readonly installedOn?: readonly ClusterKind[];
    /**
     * Its namespace, where that is not called as the add-on is. A namespace cannot be renamed, so this stays as it is for ever.
     *
     * @default the add-on's name
     */
    readonly namespace?: string;
    /**
     * Namespaces that it makes itself once it runs.
     *
     * @default none
     */
    readonly makesNamespaces?: readonly string[];
    /**
     * The Pod Security level of its namespace. In a privileged one, and in those that it makes, runs an agent of the cluster: the guard
     * leaves it alone.
     *
     * @default restricted
     */
    readonly podSecurity?: NamespaceConfig["podSecurity"];
    /**
     * What its namespace may use, where that is not what every namespace may.
     *
     * @default the defaults of the section `namespaces`
     */
    readonly quota?: Partial<NamespaceConfig["quota"]>;
    /**
     * What to know before its chart is upgraded, by the chart's version.
     *
     * @default nothing
     */
    readonly upgradeNotes?: Readonly<Record<string, string>>;
    /**
     * What must be gone before it is removed, because nothing else would clean it up.
     *
     * @default nothing
     */
    readonly drainFirst?: string;
    /**
     * Kinds of its own whose objects hold what only it can remove, such as load balancers or nodes: a destroy deletes those that nobody
     * else would, in this order, and waits until they are gone, while it still runs.
     *
     * @default none
     */
    readonly drains?: readonly DrainedKind[];
    /**
     * Where its resources stand in the state, for those that were there before add-ons were descriptions: their type, and the last parts
     * of the names of the component and of its release.
     *
     * @default the type `eks-platform:addons:<name>`, the add-on's name, and `chart`
     */
    readonly urn?: { readonly type: string; readonly name: string; readonly release: string };
}

/** What a description says of an add-on; {@link defineAddon} makes an {@link Addon} of it. */
interface AddonDefinition<K extends ClusterKind, O extends Options> extends AddonFacts {
    /** Kinds of clusters on which it can be installed. */
    readonly clusters: readonly K[];
    /** Its options in the configuration. They are read with the configuration only: the policies, which read the rest, do without zod. */
    options(kit: OptionKit): O;
    /** Values of the options that have no default of their own, for each footprint. */
    readonly defaults: Readonly<Record<Footprint, Readonly<Partial<z.input<z.ZodObject<O>>>>>>;
    /**
     * The least that a stack has to write, for options without any default.
     *
     * @default nothing
     */
    readonly example?: Readonly<z.input<z.ZodObject<O>>>;
    /** Traffic of its pods beside each other and DNS. */
    edges(context: ContextOf<K>, settings: Settings<O>): readonly NetworkEdge[];
    /**
     * AWS permissions of its pods.
     *
     * @default none
     */
    identities?(context: ContextOf<K>, settings: Settings<O>): Identities;
    /** Values of the chart. */
    values(context: ContextOf<K>, settings: Settings<O>): ChartValues;
    /**
     * Top-level values of the chart that only AWS knows.
     *
     * @default none
     */
    runtimeValues?<Id>(ids: AwsIds<Id>): Readonly<Record<string, Id>>;
}

/** What an add-on installs on a certain cluster. */
export interface AddonPlan {
    /** Its options, with every default filled in. */
    readonly settings: Readonly<Record<string, unknown>>;
    /** Traffic that its namespace allows beside DNS and that between its pods. */
    readonly edges: readonly NetworkEdge[];
    /** AWS permissions of its pods; empty where it needs none. */
    readonly identities: Identities;
    /** Values of its chart, apart from those that only AWS knows. */
    readonly values: ChartValues;
}

/** One service of the platform, whole: whatever else needs to know of it derives from this. */
export interface Addon extends AddonFacts {
    /** The namespace of its release. */
    readonly namespace: string;
    /** Kinds of clusters on which it can be installed. */
    readonly clusters: readonly ClusterKind[];
    /** The schemas of its options, without the defaults that depend on the footprint. */
    options(kit: OptionKit): Options;
    /** Values of the options that have no default of their own, for each footprint. */
    readonly defaults: Readonly<Record<Footprint, Readonly<Record<string, unknown>>>>;
    /** The least that a stack has to write, for options without any default. @default nothing */
    readonly example?: Readonly<Record<string, unknown>>;
    /**
     * What it installs.
     *
     * @param written its options as the configuration has them
     * @throws RangeError for a cluster of a kind on which it cannot be installed
     */
    plan(context: AddonContext, written: Readonly<Record<string, unknown>>): AddonPlan;
    /** Top-level values of its chart that only AWS knows. */
    runtimeValues<Id>(ids: AwsIds<Id>): Readonly<Record<string, Id>>;
}

/** Describes an add-on; what its functions take is typed by its own options and kinds of clusters. */
export function defineAddon<const K extends ClusterKind, O extends Options>(definition: AddonDefinition<K, O>): Addon {
    const { name, clusters, defaults } = definition;
    return {
        ...definition,
        namespace: definition.namespace ?? name,
        runtimeValues: (ids) => definition.runtimeValues?.(ids) ?? {},
        plan(context, written) {
            if (!isOn(context, clusters)) {
                throw new RangeError(`${name} cannot run on a cluster of kind ${context.kind}.`);
            }
            const kit: OptionKit = require("./option-kit");
            const schema = kit.z.strictObject(definition.options(kit));
            const settings = schema.parse({ ...defaults[context.footprint], ...written });
            return {
                settings,
                edges: definition.edges(context, settings),
                identities: definition.identities?.(context, settings) ?? {},
                values: definition.values(context, settings),
            };
        },
    };
}

/** Its charts in the order in which they are installed. */
export function chartsOf({ crds, chart }: Addon): readonly Chart[] {
    return crds === undefined ? [chart] : [crds, chart];
}

/** Every namespace that is an add-on's own. */
export function namespacesOf({ namespace, makesNamespaces = [] }: Addon): readonly string[] {
    return [namespace, ...makesNamespaces];
}

/** The type of its component in the state. */
export function componentTypeOf({ name, urn }: Addon): string {
    return urn?.type ?? `eks-platform:addons:${name}`;
}
