import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html */
export const loadBalancerInvalidHeaders = typeRule({
    id: "load-balancer-invalid-headers",
    title: "Application load balancers drop invalid HTTP headers.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Servers read invalid headers differently, which lets one request hide in another.",
    fix: "Set dropInvalidHeaderFields to true.",
    sources: ["FSBP ELB.4", "CKV_AWS_131", "AWS-0052"],
    types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
    *check({ props }) {
        const kind = props.key("loadBalancerType");
        const drop = props.key("dropInvalidHeaderFields");
        if (!kind.outside(undefined, "application") && drop.outside(true)) {
            yield finding(drop, `dropInvalidHeaderFields is ${drop}; required: true`);
        }
    },
});
