import { ADDONS } from "../components/addons";
import type { Addon, AddonPlan } from "../components/addons/addon";
import type { AddonContext, Footprint } from "../components/addons/context";
import type { ChartValues } from "../components/releases/release";

/** An add-on as it is installed on one kind of cluster with one footprint. */
export interface Installed {
    readonly addon: Addon;
    readonly context: AddonContext;
    readonly plan: AddonPlan;
    /** What the chart is given in the end, with what only AWS knows. */
    readonly values: ChartValues;
    /** How test titles call it. */
    readonly label: string;
}

/** The clusters of {@link installations}, by kind. */
const CLUSTERS = {
    eks: {
        kind: "eks",
        nodeNetwork: "10.30.0.0/16",
        clusterName: "prod",
        region: "eu-west-1",
        tags: { owner: "platform" },
    },
    existing: { kind: "existing", nodeNetwork: "0.0.0.0/0" },
    embedded: { kind: "embedded", nodeNetwork: "0.0.0.0/0" },
} as const;

const FOOTPRINTS: readonly Footprint[] = ["small", "full"];

/** Every listed add-on on every kind of cluster that it is for, with every footprint. */
export function installations(addons: readonly Addon[] = ADDONS): readonly Installed[] {
    return addons.flatMap((addon) =>
        addon.clusters.flatMap((kind) =>
            FOOTPRINTS.map((footprint): Installed => {
                const context: AddonContext = { ...CLUSTERS[kind], footprint };
                const plan = addon.plan(context, addon.example ?? {});
                const runtime = addon.runtimeValues?.({ vpcId: "vpc-1" }) ?? {};
                const values = { ...plan.values, ...(runtime as Readonly<Record<string, string>>) };
                return { addon, context, plan, values, label: `${addon.name} on ${kind}, ${footprint}` };
            }),
        ),
    );
}
