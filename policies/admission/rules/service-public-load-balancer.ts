import { SERVICE_PREFIX } from "../../model/load-balancer-annotations";
import { servicePublicLoadBalancer } from "../../rules/services/service-public-load-balancer";
import { celEntry, celText, when } from "../cel";
import { kindCheck } from "../check";
import { isOpenToWorld } from "../open-to-world";

const SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

export const servicePublicLoadBalancerCheck = kindCheck({
    rule: servicePublicLoadBalancer,
    reads: ["metadata.annotations", "spec"],
    findings: () => {
        const scheme = `variables.annotations[?${celText(`${SERVICE_PREFIX}scheme`)}]`;
        const legacy = celEntry("variables.annotations", `${SERVICE_PREFIX}internal`);
        const isInternal = `(${scheme}.hasValue() ? ${scheme}.value() == "internal" : ${legacy} in ["true", "0.0.0.0/0"])`;
        const listed = "object.spec.?loadBalancerSourceRanges.orValue([])";
        const annotated = `variables.annotations[?${celText(SOURCE_RANGES)}].orValue("0.0.0.0/0").split(",")`;
        const ranges = `(${listed}.size() > 0 ? ${listed} : ${annotated}).map(r, r.trim())`;
        return when(
            `object.spec.?type.orValue("") == "LoadBalancer" && !${isInternal} && ${isOpenToWorld(ranges)}`,
            celText("the load balancer is reachable from everywhere"),
        );
    },
});
