import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html */
export const loadBalancerLogs = typeRule({
    id: "load-balancer-logs",
    title: "Load balancers keep access logs.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "After an incident nobody can tell who called.",
    fix: "Set accessLogs with enabled and a bucket.",
    sources: ["FSBP ELB.5", "CKV_AWS_91"],
    types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
    *check({ props }) {
        const enabled = props.at("accessLogs.enabled");
        if (props.key("loadBalancerType").text !== "gateway" && enabled.outside(true)) {
            yield finding(enabled, `accessLogs.enabled is ${enabled}; required: true`);
        }
    },
});
