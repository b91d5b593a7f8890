import { finding, kindRule } from "../../model/rule";
import type { Value } from "../../model/value";

const ALB = "alb.ingress.kubernetes.io/";

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/#tls */
export const ingressTls = kindRule({
    id: "ingress-tls",
    title: "Every host of an Ingress is served by TLS.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without TLS everyone on the way reads and changes the traffic.",
    fix: `List the host in spec.tls, or with an ALB annotate ${ALB}certificate-arn or an HTTPS port in ${ALB}listen-ports.`,
    sources: ["polaris tlsSettingsMissing", "gatekeeper httpsonly", "kyverno ingress-host-match-tls"],
    kinds: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    *check({ props, isPatch }) {
        if (isPatch || hasAlbCertificate(props.at("metadata.annotations"))) {
            return;
        }
        const tls = props.at("spec.tls");
        const served = tls.items.flatMap((entry) => entry.key("hosts").texts);
        const isDefault = tls.items.some((entry) => entry.key("hosts").items.length === 0);
        const isOpen = tls.isIncomplete || tls.items.some((entry) => entry.key("hosts").isIncomplete);
        if (isOpen || isDefault) {
            return;
        }
        for (const rule of props.at("spec.rules").items) {
            const host = rule.key("host");
            if (host.outside(...served) && !served.some((name) => coversHost(name, host.text ?? ""))) {
                yield finding(host, `the host ${host} is in none of spec.tls`);
            }
        }
    },
});

/** A wildcard in a certificate stands for one label. */
function coversHost(name: string, host: string): boolean {
    return name.startsWith("*.") && host.slice(host.indexOf(".")) === name.slice(1) && host.includes(".");
}

/** An ALB takes certificates from annotations, or finds them in ACM by host when it has an HTTPS listener. */
function hasAlbCertificate(annotations: Value): boolean {
    const arn = annotations.key(`${ALB}certificate-arn`);
    const ports = annotations.key(`${ALB}listen-ports`);
    return arn.isStated || ports.isIncomplete || (ports.text ?? "").includes("HTTPS");
}
