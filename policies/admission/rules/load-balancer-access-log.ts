import { SERVICE_PREFIX } from "../../model/load-balancer-annotations";
import { loadBalancerAccessLog } from "../../rules/services/load-balancer-access-log";
import { celEntry } from "../cel";
import { kindCheck } from "../check";
import { annotationOf } from "../load-balancer";

export const loadBalancerAccessLogCheck = kindCheck({
    rule: loadBalancerAccessLog,
    reads: ["metadata.annotations", "spec.type"],
    findings: () => {
        const attributes = annotationOf({ service: "attributes", ingress: "load-balancer-attributes" }, true);
        return (
            `${attributes}.filter(a, !a.contains("access_logs.s3.enabled=true") && ` +
            `${celEntry("variables.annotations", `${SERVICE_PREFIX}access-log-enabled`)} != "true")` +
            `.map(a, "the load balancer keeps no access logs")`
        );
    },
});
