import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html */
export const eksDeletionProtection = typeRule({
    id: "eks-deletion-protection",
    title: "Clusters are protected from deletion.",
    severity: "medium",
    category: "reliability",
    level: "advisory",
    rationale: "A cluster that is deleted by mistake takes every workload with it.",
    fix: "Set deletionProtection to true; short-lived environments may leave it off.",
    sources: [],
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }) {
        const protection = props.key("deletionProtection");
        if (protection.outside(true)) {
            yield finding(protection, `deletionProtection is ${protection}`);
        }
    },
});
