import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html */
export const loadBalancerDeletionProtection = typeRule({
    id: "load-balancer-deletion-protection",
    title: "Load balancers are protected from deletion.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "A deleted load balancer takes its DNS name with it, so that clients must change.",
    fix: "Set enableDeletionProtection to true.",
    sources: ["FSBP ELB.6", "CKV_AWS_150"],
    types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
    *check({ props }) {
        const protection = props.key("enableDeletionProtection");
        if (protection.outside(true)) {
            yield finding(protection, `enableDeletionProtection is ${protection}; required: true`);
        }
    },
});
