import { COMPANIONS, hasCompanion } from "../model/companions";
import { NETWORK_POLICY } from "../model/network-policies";
import { enforcesNetworkPolicies } from "../model/policy-engine";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import type { Stack } from "../model/stack";

/** @see https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html */
export const companionResource: Relation = {
    id: "companion-resource",
    title: "Resources have the companions that make them safe to run.",
    severity: "medium",
    category: "operations",
    level: "advisory",
    rationale:
        "AWS keeps some settings in a resource of their own, and their absence shows nowhere: a repository that keeps " +
        "every image for ever, a file system without backups, a VPC in which nobody can tell who talked to whom, logs " +
        "that EKS keeps for ever without a key, NetworkPolicies that nothing enforces.",
    fix: "Declare the companion in the same stack; for NetworkPolicies switch on enableNetworkPolicy of the VPC CNI or install Calico.",
    sources: ["ECR.3", "EFS.2", "EC2.6", "EKS.8", "CKV2_AWS_11", "CKV_AWS_66", "AWS-0178", "CIS EKS 4.3.1"],
    *check(stack) {
        for (const companion of COMPANIONS) {
            for (const resource of stack.ofType(companion.type)) {
                const needed = companion.needed?.(resource) ?? "yes";
                const found = needed === "no" ? "yes" : hasCompanion(resource, companion, stack);
                const at = resource.props.key(companion.field);
                if (found === "unknown" || (found === "no" && needed === "unknown")) {
                    leaveOpen(resource, at);
                } else if (found === "no") {
                    yield findingAt(resource, at, `there is no ${companion.what}`);
                }
            }
        }
        yield* judgePolicyEngine(stack);
    },
};

/** Only the stack of the cluster can tell whether something enforces policies. */
function* judgePolicyEngine(stack: Stack): Iterable<RelationFinding> {
    const clusters = stack.ofType("aws:eks/cluster:Cluster");
    const holding = stack.clusters.filter((cluster) => cluster.ofKind(NETWORK_POLICY).length > 0).length;
    // Which cluster of EKS holds which objects is not told.
    const holdAll = clusters.length === 1 || holding >= Math.max(clusters.length, stack.clusters.length);
    for (const cluster of holding === 0 ? [] : clusters) {
        const enforced = enforcesNetworkPolicies(cluster, stack);
        if (enforced === "unknown" || (enforced === "no" && !holdAll)) {
            leaveOpen(cluster, cluster.props.key("name"));
        } else if (enforced === "no") {
            yield findingAt(cluster, cluster.props.key("name"), "nothing in the stack enforces its NetworkPolicies");
        }
    }
}
