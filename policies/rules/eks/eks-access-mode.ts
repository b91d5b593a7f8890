import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html */
export const eksAccessMode = typeRule({
    id: "eks-access-mode",
    title: "Access to the cluster is given by access entries alone.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "The aws-auth ConfigMap is edited by hand, and a mistake in it locks everybody out.",
    fix: "Set accessConfig.authenticationMode to API.",
    sources: ["CIS EKS 4.1.7", "CIS EKS 5.5.1"],
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }) {
        const mode = props.at("accessConfig.authenticationMode");
        if (mode.outside("API")) {
            yield finding(mode, `authenticationMode is ${mode}; required: "API"`);
        }
    },
});
