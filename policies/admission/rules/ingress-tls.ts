import { AWS_CONTROLLER, INGRESS_CONTROLLERS, type IngressController } from "../../model/ingress-certificates";
import { INGRESS_PREFIX } from "../../model/load-balancer-annotations";
import { ingressTls, MERGEABLE_TYPE } from "../../rules/ingress/ingress-tls";
import { celEntry, celPattern, celText, celTexts, when } from "../cel";
import { kindCheck } from "../check";
import { mayBeOfController } from "../ingress-class";

export const ingressTlsCheck = kindCheck({
    rule: ingressTls,
    reads: ["metadata.annotations", "spec"],
    findings: () => {
        const tls = "object.spec.?tls.orValue([])";
        const hosts = "t.?hosts.orValue([])";
        const isServed = `${tls}.exists(t, r.host in ${hosts} || ${hosts}.exists(n, ${covers("n", "r.host")}))`;
        const ports = celEntry("variables.annotations", `${INGRESS_PREFIX}listen-ports`);
        const hasListeners = `(${celText(`${INGRESS_PREFIX}listen-ports`)} in variables.annotations && ${mayBeOfController(AWS_CONTROLLER)})`;
        const isByAnnotation = INGRESS_CONTROLLERS.flatMap((one) => byAnnotation(one)).join(" || ");
        return (
            when(
                `${hasListeners} && !${ports}.matches(${celPattern(/"HTTPS"\s*:\s*\d/)})`,
                celText("the load balancer has no HTTPS listener"),
            ) +
            ` + (${hasListeners} || ${celEntry("variables.annotations", MERGEABLE_TYPE)} == "minion" || ${isByAnnotation} || ${tls}.exists(t, ${hosts}.size() == 0) ? [] : object.spec.?rules.orValue([]))` +
            `.filter(r, !has(r.host) || !${isServed})` +
            `.map(r, "the host " + strings.quote(r.?host.orValue("")) + " is in none of spec.tls")`
        );
    },
});

/** CEL of whether an annotation of a controller brings a certificate to an Ingress that may be its own; none has few. */
function byAnnotation(controller: IngressController): readonly string[] {
    const of = (names: readonly string[], test: string) =>
        names.length === 0 ? [] : [`${celTexts(names)}.exists(a, variables.annotations[?a].orValue("")${test})`];
    const brings = [...of(controller.certificates, '.trim() != ""'), ...of(controller.switches, ' == "true"')];
    return brings.map((one) => `(${one} && ${mayBeOfController(controller)})`);
}

/** A wildcard in a certificate stands for one label. */
function covers(name: string, host: string): string {
    return (
        `${name}.startsWith("*.") && ${host}.contains(".") && ` +
        `${host}.substring(${host}.indexOf(".")) == ${name}.substring(1)`
    );
}
