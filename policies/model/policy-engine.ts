import type { Resource } from "./resource";
import { any, type Match } from "./selector";
import type { Stack } from "./stack";

/** Charts that install an engine for NetworkPolicies. */
const CHARTS = /(^|\/)(tigera-operator|calico|cilium|antrea|aws-vpc-cni)(-v?[\d.]+\.tgz)?\/?$/;
/** Its agents, where manifests install it. */
const AGENTS = ["calico-node", "cilium", "antrea-agent"];

/**
 * Whether something in the stack enforces NetworkPolicies: the VPC CNI add-on with its engine switched on, EKS Auto Mode,
 * Calico, Cilium or Antrea.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
 */
export function enforcesNetworkPolicies(stack: Stack): Match {
    return any([
        ...stack.ofType("aws:eks/addon:Addon").map(isEnforcingAddon),
        ...stack.ofType("aws:eks/cluster:Cluster").map(({ props }) => {
            const enabled = props.at("computeConfig.enabled");
            return enabled.isUnknown ? "unknown" : enabled.known === true ? "yes" : "no";
        }),
        ...stack.ofType("kubernetes:helm.sh/v3:Release").map(({ props }) => {
            const chart = props.key("chart");
            return chart.isUnknown ? "unknown" : CHARTS.test(chart.text ?? "") ? "yes" : "no";
        }),
        ...stack.ofKind("operator.tigera.io/Installation").map(() => "yes" as const),
        ...stack.ofKind("apps/DaemonSet").map(({ name }) => (AGENTS.includes(name ?? "") ? "yes" : "no")),
    ]);
}

function isEnforcingAddon({ props }: Resource): Match {
    const [name, values] = [props.key("addonName"), props.key("configurationValues")];
    if (name.isUnknown) {
        return "unknown";
    }
    if (name.text !== "vpc-cni") {
        return "no";
    }
    const enabled = values.isUnknown ? values : values.parsed().key("enableNetworkPolicy");
    return enabled.isUnknown ? "unknown" : ["true", true].includes(enabled.known as string | boolean) ? "yes" : "no";
}
