import { CERTIFICATE_ANNOTATIONS, TLS_SWITCHES } from "../../model/ingress-certificates";
import { INGRESS_PREFIX } from "../../model/load-balancer-annotations";
import { ingressTls } from "../../rules/ingress/ingress-tls";
import { celEntry, celPattern, celText, celTexts, when } from "../cel";
import { kindCheck } from "../check";

export const ingressTlsCheck = kindCheck({
    rule: ingressTls,
    reads: ["metadata.annotations", "spec"],
    findings: () => {
        const tls = "object.spec.?tls.orValue([])";
        const hosts = "t.?hosts.orValue([])";
        const isServed = `${tls}.exists(t, r.host in ${hosts} || ${hosts}.exists(n, ${covers("n", "r.host")}))`;
        const ports = celEntry("variables.annotations", `${INGRESS_PREFIX}listen-ports`);
        const hasListeners = `${celText(`${INGRESS_PREFIX}listen-ports`)} in variables.annotations`;
        const isByAnnotation =
            `${celTexts(CERTIFICATE_ANNOTATIONS)}.exists(a, a in variables.annotations) || ` +
            `${celTexts(TLS_SWITCHES)}.exists(a, variables.annotations[?a].orValue("") == "true")`;
        return (
            when(
                `${hasListeners} && !${ports}.matches(${celPattern(/"HTTPS"\s*:\s*\d/)})`,
                celText("the load balancer has no HTTPS listener"),
            ) +
            ` + (${hasListeners} || ${isByAnnotation} || ${tls}.exists(t, ${hosts}.size() == 0) ? [] : object.spec.?rules.orValue([]))` +
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
