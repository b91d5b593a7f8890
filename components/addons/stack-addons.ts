import { type Addon, chartsOf } from "../addon-kit/addon";
import type { AddonContext } from "../addon-kit/context";
import type { EksPlatformConfig, PlatformConfig } from "../config";
import { INGRESS_CONTROLLERS } from "../ingress/controllers";
import { isClosed } from "../network/is-closed";
import type { Chart } from "../releases/chart";
import { ADDONS } from ".";
import { awsLoadBalancerController } from "./aws-load-balancer-controller";
import { calico } from "./calico";
import { clusterAutoscaler } from "./cluster-autoscaler";
import { karpenter } from "./karpenter";
import { inOrder } from "./order";

/** The options of an add-on as the configuration has them. */
export type WrittenOptions = Readonly<Record<string, unknown>>;

/** An add-on of a stack. */
export interface StackAddon {
    /** Its description. */
    readonly addon: Addon;
    /** What the stack says of it. */
    readonly options: WrittenOptions;
}

/** The sections of a configuration that switch add-ons on. */
type AddonSections = Pick<PlatformConfig, "calico" | "ingress" | "addons" | "kind"> & {
    /** What scales the nodes; undefined where the stack has none of its own. */
    readonly scaling?: EksPlatformConfig["scaling"] | undefined;
};

/** The add-ons that a stack installs, in the order of their installation. */
export function stackAddons(sections: AddonSections): readonly StackAddon[] {
    const options = new Map(writtenOptions(sections));
    return inOrder(ADDONS.filter(({ name }) => options.has(name))).map((addon) => ({
        addon,
        options: options.get(addon.name) ?? {},
    }));
}

/** The pinned charts that the releases of a stack install. */
export function stackCharts(config: PlatformConfig): readonly Chart[] {
    return stackAddons(config).flatMap(({ addon }) => chartsOf(addon));
}

/** The options of every add-on that is switched on, by its name: some have sections of their own. */
function writtenOptions({
    kind,
    calico: policies,
    ingress,
    addons,
    scaling,
}: AddonSections): [string, WrittenOptions][] {
    const { controller, replicas, scheme, loadBalancerController } = ingress;
    const isOn: readonly [boolean, Addon, WrittenOptions][] = [
        [policies.enabled, calico, { replicas: policies.replicas }],
        [scaling?.mode === "cluster-autoscaler", clusterAutoscaler, scalerOptions(scaling)],
        [scaling?.mode === "karpenter", karpenter, scalerOptions(scaling)],
        [ingress.enabled && kind === "eks", awsLoadBalancerController, loadBalancerController],
        [ingress.enabled, INGRESS_CONTROLLERS[controller], { replicas, scheme }],
    ];
    return [
        ...isOn.flatMap(([on, { name }, options]): [string, WrittenOptions][] => (on ? [[name, options]] : [])),
        ...Object.entries(addons),
    ];
}

/** What the chart of a scaler is set by; pools of nodes are the stack's own. */
function scalerOptions(scaling: AddonSections["scaling"]): WrittenOptions {
    const { mode, nodePools, ...options } = { mode: "none", nodePools: {}, ...scaling };
    return options;
}

/** What add-ons may know of a stack's cluster. */
export function contextOf(config: PlatformConfig): AddonContext {
    const { footprint } = config;
    if (config.kind !== "eks") {
        return { kind: config.kind, footprint, nodeNetwork: "0.0.0.0/0" };
    }
    const { cluster, region, tags, network } = config;
    const { name: clusterName, version: kubernetes } = cluster;
    return {
        kind: "eks",
        footprint,
        nodeNetwork: network.cidr,
        clusterName,
        kubernetes,
        region,
        tags,
        isClosed: isClosed(network),
    };
}
