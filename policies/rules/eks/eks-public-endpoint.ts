import { openFamilies } from "../../../core/facts/network/cidr";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
export const eksPublicEndpoint = typeRule({
    id: "eks-public-endpoint",
    title: "The cluster's API is not open to the internet.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Whoever reaches the API can try stolen credentials and unpublished flaws on it.",
    fix: "Set vpcConfig.endpointPublicAccess to false, or publicAccessCidrs to the addresses that need it.",
    sources: ["CIS EKS 5.4.1", "CIS EKS 5.4.2", "FSBP EKS.1", "CKV_AWS_38", "CKV_AWS_39", "AWS-0040", "AWS-0041"],
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }) {
        const access = props.at("vpcConfig.endpointPublicAccess");
        // AWS opens the endpoint to everyone unless told otherwise.
        if (access.known === false || access.isUnknown) {
            return;
        }
        const cidrs = props.at("vpcConfig.publicAccessCidrs");
        const open = openFamilies(cidrs.texts);
        if (open.length > 0) {
            yield finding(
                cidrs,
                `the public endpoint is open to all IPv${open.join(" and IPv")} addresses: ${cidrs.texts.join(", ")}`,
            );
        } else if (!cidrs.isUnknown && cidrs.items.length === 0) {
            yield finding(
                access,
                `endpointPublicAccess is ${access} and publicAccessCidrs is not set: open to the world`,
            );
        }
    },
});
