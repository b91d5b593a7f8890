import { SERVICE_PREFIX } from "../../model/load-balancer-annotations";
import { HTTP_PORTS, serviceLoadBalancerTls } from "../../rules/services/service-load-balancer-tls";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const serviceLoadBalancerTlsCheck = kindCheck({
    rule: serviceLoadBalancerTls,
    reads: ["metadata.annotations", "spec"],
    findings: () => {
        const http = `p.port in [${HTTP_PORTS.join(", ")}]`;
        return when(
            `object.spec.?type.orValue("") == "LoadBalancer" && !(${celText(`${SERVICE_PREFIX}ssl-cert`)} in variables.annotations) && ` +
                `object.spec.?ports.orValue([]).exists(p, ${http}) && !object.spec.?ports.orValue([]).exists(p, p.port == 443)`,
            celText("the load balancer speaks plain HTTP: it has no certificate and no port 443"),
        );
    },
});
