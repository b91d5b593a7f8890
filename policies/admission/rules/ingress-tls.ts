import { INGRESS_PREFIX } from "../../model/load-balancer-annotations";
import { ingressTls } from "../../rules/ingress/ingress-tls";
import { celEntry, celText } from "../cel";
import { kindCheck } from "../check";

export const ingressTlsCheck = kindCheck({
    rule: ingressTls,
    reads: ["metadata.annotations", "spec"],
    findings: () => {
        const tls = "object.spec.?tls.orValue([])";
        const hosts = "t.?hosts.orValue([])";
        const isServed = `${tls}.exists(t, r.host in ${hosts} || ${hosts}.exists(n, ${covers("n", "r.host")}))`;
        const isByAnnotation =
            `${celText(`${INGRESS_PREFIX}certificate-arn`)} in variables.annotations || ` +
            `${celEntry("variables.annotations", `${INGRESS_PREFIX}listen-ports`)}.contains("HTTPS")`;
        return (
            `(${isByAnnotation} || ${tls}.exists(t, ${hosts}.size() == 0) ? [] : object.spec.?rules.orValue([]))` +
            `.filter(r, !has(r.host) || !${isServed})` +
            `.map(r, "the host " + strings.quote(r.?host.orValue("")) + " is in none of spec.tls")`
        );
    },
});

/** A wildcard in a certificate stands for one label. */
function covers(name: string, host: string): string {
    return (
        `${name}.startsWith("*.") && ${host}.contains(".") && ` +
        `${host}.substring(${host}.indexOf(".")) == ${name}.substring(1)`
    );
}
