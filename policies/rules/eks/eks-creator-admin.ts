import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html */
export const eksCreatorAdmin = typeRule({
    id: "eks-creator-admin",
    title: "Whoever creates the cluster does not stay its administrator.",
    severity: "medium",
    category: "security",
    // The eks component sets the flag by itself and takes no other value.
    level: "advisory",
    rationale: "The creator is an administrator for ever, and is named nowhere in the program.",
    fix: "Set accessConfig.bootstrapClusterCreatorAdminPermissions to false, or let a role of the pipeline create the cluster.",
    sources: ["CIS EKS 4.1.7"],
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }) {
        const creator = props.at("accessConfig.bootstrapClusterCreatorAdminPermissions");
        if (creator.outside(false)) {
            yield finding(creator, `bootstrapClusterCreatorAdminPermissions is ${creator}; required: false`);
        }
    },
});
