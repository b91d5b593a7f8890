import { finding, typeRule } from "../../model/rule";

const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ADMIN_POLICY = /:cluster-access-policy\/AmazonEKSClusterAdminPolicy$/;

/** @see https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html */
export const eksClusterAdminAccess = typeRule({
    id: "eks-cluster-admin-access",
    title: "Few principals are administrators of the whole cluster.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "A cluster administrator reads every Secret and changes every workload.",
    fix: "Associate a narrower policy, or limit accessScope to namespaces.",
    sources: ["CIS EKS 4.1.1", "CIS EKS 4.1.7"],
    types: ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation", ENTRY],
    *check({ type, props }) {
        const policy = props.key("policyArn");
        if (
            type !== ENTRY &&
            ADMIN_POLICY.test(policy.text ?? "") &&
            props.at("accessScope.type").outside("namespace")
        ) {
            yield finding(policy, "the principal administers the whole cluster");
        }
        for (const group of type === ENTRY ? props.key("kubernetesGroups").items : []) {
            if (group.text === "system:masters") {
                yield finding(group, "the principal is in the group system:masters");
            }
        }
    },
});
