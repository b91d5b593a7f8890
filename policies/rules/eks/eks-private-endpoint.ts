import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
export const eksPrivateEndpoint = typeRule({
    id: "eks-private-endpoint",
    title: "Nodes reach the cluster's API inside of the VPC.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Without the private endpoint the nodes' traffic to the API leaves the VPC.",
    fix: "Set vpcConfig.endpointPrivateAccess to true.",
    sources: ["CIS EKS 5.4.2"],
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }) {
        const access = props.at("vpcConfig.endpointPrivateAccess");
        if (access.outside(true)) {
            yield finding(access, `endpointPrivateAccess is ${access}; required: true`);
        }
    },
});
