import { loadBalancerAnnotation } from "../../model/load-balancer-annotations";
import { finding, kindRule } from "../../model/rule";
import { isModernTlsPolicy } from "../../model/tls-policy";

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const loadBalancerTlsPolicy = kindRule({
    id: "load-balancer-tls-policy",
    title: "Load balancers of Services and Ingresses refuse TLS before 1.2.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "TLS 1.0 and 1.1 are broken, and no current client needs them.",
    fix: "Name an ELBSecurityPolicy-TLS13-1-2 policy in the annotation.",
    sources: ["FSBP ELB.17", "CKV_AWS_103", "AWS-0047"],
    kinds: ["Service", "networking.k8s.io/Ingress"],
    *check(resource) {
        const policy = loadBalancerAnnotation(resource, {
            service: "ssl-negotiation-policy",
            ingress: "ssl-policy",
        });
        if (policy?.present && !isModernTlsPolicy(policy.text ?? "")) {
            yield finding(policy, `the TLS policy is ${policy}, which accepts TLS before 1.2`);
        }
    },
});
