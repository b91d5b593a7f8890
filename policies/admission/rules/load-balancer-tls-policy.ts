import { MODERN_TLS_POLICY } from "../../model/tls-policy";
import { loadBalancerTlsPolicy } from "../../rules/services/load-balancer-tls-policy";
import { celPattern } from "../cel";
import { kindCheck } from "../check";
import { annotationOf } from "../load-balancer";

export const loadBalancerTlsPolicyCheck = kindCheck({
    rule: loadBalancerTlsPolicy,
    reads: ["metadata.annotations", "spec.type"],
    findings: () => {
        const policy = annotationOf({ service: "ssl-negotiation-policy", ingress: "ssl-policy" });
        return `${policy}.filter(p, !p.matches(${celPattern(MODERN_TLS_POLICY)})).map(p, "the TLS policy is " + strings.quote(p))`;
    },
});
