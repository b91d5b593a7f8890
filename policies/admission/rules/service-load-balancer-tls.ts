import { SERVICE_PREFIX } from "../../model/load-balancer-annotations";
import { HTTP_NAMES, HTTP_PORTS, serviceLoadBalancerTls } from "../../rules/services/service-load-balancer-tls";
import { celText, celTexts, when } from "../cel";
import { kindCheck } from "../check";

export const serviceLoadBalancerTlsCheck = kindCheck({
    rule: serviceLoadBalancerTls,
    reads: ["metadata.annotations", "spec"],
    findings: () => {
        const ports = "object.spec.?ports.orValue([])";
        const isHttp = (port: string) => `${port} in [${HTTP_PORTS.join(", ")}]`;
        const isBare =
            `object.spec.?type.orValue("") == "LoadBalancer" && ` +
            `!(${celText(`${SERVICE_PREFIX}ssl-cert`)} in variables.annotations)`;
        const isPlain =
            `p.port == 443 && ([p.?appProtocol, p.?name].exists(o, o.orValue("") in ${celTexts(HTTP_NAMES)}) || ` +
            `[dyn(p).?targetPort.orValue("")].exists(t, type(t) == int ? ${isHttp("t")} : t in ${celTexts(HTTP_NAMES)}))`;
        return (
            when(
                `${isBare} && ${ports}.exists(p, ${isHttp("p.port")}) && !${ports}.exists(p, p.port == 443)`,
                celText("the load balancer speaks plain HTTP: it has no certificate and no port 443"),
            ) +
            ` + ${when(
                `${isBare} && ${ports}.exists(p, ${isPlain})`,
                celText("the load balancer speaks plain HTTP on port 443: it has no certificate"),
            )}`
        );
    },
});
