import { type Addon, chartsOf, namespacesOf } from "../addon-kit/addon";
import { INGRESS_CONTROLLERS } from "../ingress/controllers";
import type { Chart } from "../releases/chart";
import { awsLoadBalancerController } from "./aws-load-balancer-controller";
import { calico } from "./calico";
import { clusterAutoscaler } from "./cluster-autoscaler";
import { externalDns } from "./external-dns";
import { karpenter } from "./karpenter";
import { metricsServer } from "./metrics-server";

/** Every add-on. What is derived from this list needs no other mention of one. */
export const ADDONS: readonly Addon[] = [
    calico,
    clusterAutoscaler,
    karpenter,
    awsLoadBalancerController,
    ...Object.values(INGRESS_CONTROLLERS),
    metricsServer,
    externalDns,
];

/** Every chart that is pinned. */
export const CHARTS: readonly Chart[] = ADDONS.flatMap(chartsOf);

/** The namespaces that are the add-ons' own. */
export const ADDON_NAMESPACES: readonly string[] = ADDONS.flatMap(namespacesOf);

/** Those of them in which agents of the cluster run, which need what no workload may have. */
export const AGENT_NAMESPACES: readonly string[] = ADDONS.filter(
    ({ podSecurity }) => podSecurity === "privileged",
).flatMap(namespacesOf);
