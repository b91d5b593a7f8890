import { DEFAULT_KUBERNETES_VERSION } from "../../core/facts/kubernetes/versions";
import type { Addon, AddonPlan, AwsIds } from "../addon-kit/addon";
import type { AddonContext, Footprint } from "../addon-kit/context";
import type { ChartValues } from "../releases/release";
import { ADDONS } from ".";

/** An add-on as it is installed on a sample cluster, for what is shown and tested without a stack. */
export interface Sample {
    /** Which add-on it is. */
    readonly addon: Addon;
    /** The cluster that it comes into. */
    readonly context: AddonContext;
    /** What it installs there. */
    readonly plan: AddonPlan;
    /** What the chart is given in the end, with what only AWS knows. */
    readonly values: ChartValues;
    /** What it is called. */
    readonly label: string;
}

/** The clusters of {@link samples}, by kind. */
const CLUSTERS = {
    eks: {
        kind: "eks",
        nodeNetwork: "10.30.0.0/16",
        clusterName: "prod",
        kubernetes: DEFAULT_KUBERNETES_VERSION,
        region: "eu-west-1",
        tags: { owner: "platform" },
        isClosed: true,
    },
    existing: { kind: "existing", nodeNetwork: "0.0.0.0/0" },
    embedded: { kind: "embedded", nodeNetwork: "0.0.0.0/0" },
} as const;

/** What AWS would say of the cluster of {@link samples} in AWS. */
export const sampleIds: AwsIds<string> = {
    vpcId: "vpc-0123456789abcdef0",
    nodeRoleArn: "arn:aws:iam::111122223333:role/nodes",
};

const FOOTPRINTS: readonly Footprint[] = ["small", "full"];

/**
 * Every add-on on every kind of cluster that it is for, with every footprint.
 *
 * @param addons which add-ons. @default {@link ADDONS}
 */
export function samples(addons: readonly Addon[] = ADDONS): readonly Sample[] {
    return addons.flatMap((addon) =>
        addon.clusters.flatMap((kind) =>
            FOOTPRINTS.map((footprint): Sample => {
                const context: AddonContext = { ...CLUSTERS[kind], footprint };
                const plan = addon.plan(context, addon.example ?? {});
                const values = { ...plan.values, ...addon.runtimeValues(sampleIds) };
                return { addon, context, plan, values, label: `${addon.name} on ${kind}, ${footprint}` };
            }),
        ),
    );
}
