import type { PlatformConfig } from "../config";
import { INGRESS_CONTROLLERS } from "../ingress/controllers";
import type { Chart } from "../releases/chart";
import { ADDONS } from ".";
import { type Addon, chartsOf } from "./addon";
import { awsLoadBalancerController } from "./aws-load-balancer-controller";
import { calico } from "./calico";
import type { AddonContext } from "./context";
import { inOrder } from "./order";

/** An add-on of a stack, with its options as the configuration has them. */
export interface StackAddon {
    readonly addon: Addon;
    readonly options: Readonly<Record<string, unknown>>;
}

/** The add-ons that a stack installs, in the order of their installation. */
export function stackAddons(config: PlatformConfig): readonly StackAddon[] {
    const options = new Map(sectionOptions(config));
    return inOrder(ADDONS.filter((addon) => options.has(addon))).map((addon) => ({
        addon,
        options: options.get(addon) ?? {},
    }));
}

/** The pinned charts that the releases of a stack install. */
export function stackCharts(config: PlatformConfig): readonly Chart[] {
    return stackAddons(config).flatMap(({ addon }) => chartsOf(addon));
}

/** Those that sections of their own switch on. */
function sectionOptions({ kind, calico: policies, ingress }: PlatformConfig): [Addon, StackAddon["options"]][] {
    return [
        ...(policies.enabled ? [entry(calico, { replicas: policies.replicas })] : []),
        ...(ingress.enabled && kind === "eks"
            ? [entry(awsLoadBalancerController, ingress.loadBalancerController)]
            : []),
        ...(ingress.enabled
            ? [entry(INGRESS_CONTROLLERS[ingress.controller], { replicas: ingress.replicas, scheme: ingress.scheme })]
            : []),
    ];
}

function entry(addon: Addon, options: StackAddon["options"]): [Addon, StackAddon["options"]] {
    return [addon, options];
}

/** What add-ons may know of a stack's cluster. */
export function contextOf(config: PlatformConfig): AddonContext {
    const footprint = "full";
    if (config.kind !== "eks") return { kind: config.kind, footprint, nodeNetwork: "0.0.0.0/0" };
    const { cluster, region, tags, network } = config;
    return { kind: "eks", footprint, nodeNetwork: network.cidr, clusterName: cluster.name, region, tags };
}
