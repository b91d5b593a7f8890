import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import type { Resource } from "./resource";
import { all, any, type Match } from "./selector";
import type { Stack } from "./stack";

/** Charts that install an engine for NetworkPolicies. */
const CHARTS = /(^|\/)(tigera-operator|calico|cilium|antrea|aws-vpc-cni)(-v?[\d.]+\.tgz)?\/?$/;
/** Its agents, where manifests install it. */
const AGENTS = ["calico-node", "cilium", "antrea-agent"];

/**
 * Whether something in the stack enforces NetworkPolicies in an EKS cluster: the VPC CNI add-on with its engine switched on,
 * EKS Auto Mode, Calico, Cilium or Antrea. Which cluster an object is in is not known where the stack has several.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
 */
export function enforcesNetworkPolicies(cluster: Resource, stack: Stack): Match {
    const enabled = cluster.props.at("computeConfig.enabled");
    const isOnly = stack.ofType(cluster.type).length === 1;
    const installed = installsEngine(stack);
    return any([
        ...stack
            .ofType("aws:eks/addon:Addon")
            .map((addon) => all([isOnly ? "yes" : isOf(addon, cluster), isEnforcingAddon(addon)])),
        enabled.isUnknown ? "unknown" : enabled.known === true ? "yes" : "no",
        isOnly || installed === "no" ? installed : "unknown",
    ]);
}

/** Whether an add-on names a cluster. */
function isOf(addon: Resource, cluster: Resource): Match {
    const [named, name] = [addon.props.key("clusterName"), cluster.props.key("name")];
    return named.isUnknown || name.isUnknown ? "unknown" : named.text === name.text ? "yes" : "no";
}

/** Whether objects or releases of the stack install an engine. */
function installsEngine(stack: Stack): Match {
    return any([
        ...stack.ofType(HELM_RELEASE).map(({ props }) => {
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
