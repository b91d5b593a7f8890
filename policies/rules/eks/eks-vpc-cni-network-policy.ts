import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html */
export const eksVpcCniNetworkPolicy = typeRule({
    id: "eks-vpc-cni-network-policy",
    title: "The VPC CNI add-on enforces network policies.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "Without an engine, NetworkPolicy objects are accepted and do nothing.",
    fix: 'Set enableNetworkPolicy to "true" in configurationValues, or disable this rule where Calico enforces policies.',
    sources: ["CIS EKS 4.3.1", "CIS EKS 5.4.4"],
    types: ["aws:eks/addon:Addon"],
    *check({ props }) {
        if (props.key("addonName").text !== "vpc-cni") {
            return;
        }
        const values = props.key("configurationValues");
        const enabled = values.parsed().key("enableNetworkPolicy");
        // AWS takes YAML, too.
        const isEnabledInYaml = /^\s*enableNetworkPolicy:\s*["']?true["']?\s*$/m.test(values.text ?? "");
        if (!isEnabledInYaml && enabled.outside("true", true)) {
            yield finding(enabled, `enableNetworkPolicy is ${enabled}; required: "true"`);
        }
    },
});
