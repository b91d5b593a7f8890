import { albListeners } from "../../model/alb-ingress";
import { AWS_CONTROLLER, hasCertificateByAnnotation, mayBeOf } from "../../model/ingress-certificates";
import { INGRESS_PREFIX } from "../../model/load-balancer-annotations";
import { finding, kindRule } from "../../model/rule";

/**
 * Says that an Ingress only adds paths to the host of another, the master, in which alone NGINX Ingress Controller takes TLS.
 *
 * @see https://github.com/nginx/kubernetes-ingress/tree/main/examples/ingress-resources/mergeable-ingress-types
 */
export const MERGEABLE_TYPE = "nginx.org/mergeable-ingress-type";

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/#tls */
export const ingressTls = kindRule({
    id: "ingress-tls",
    title: "Every host of an Ingress is served by TLS.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without TLS everyone on the way reads and changes the traffic.",
    fix: `List the host in spec.tls, or with an ALB annotate ${INGRESS_PREFIX}certificate-arn or an HTTPS port in ${INGRESS_PREFIX}listen-ports.`,
    sources: ["polaris tlsSettingsMissing", "gatekeeper httpsonly", "kyverno ingress-host-match-tls"],
    kinds: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    *check({ props, isPatch }) {
        const annotations = props.at("metadata.annotations");
        const ports = annotations.key(`${INGRESS_PREFIX}listen-ports`);
        const parts = { metadata: props.key("metadata"), spec: props.key("spec") };
        const isOfAws = mayBeOf(AWS_CONTROLLER, parts);
        const listeners = isOfAws ? albListeners(annotations) : undefined;
        if (listeners !== undefined && !listeners.some(({ protocol }) => protocol === "HTTPS")) {
            yield finding(ports, `the load balancer has no HTTPS listener, only ${ports}`);
        }
        // An ALB with an HTTPS listener finds certificates in ACM by host.
        if (
            isPatch ||
            listeners !== undefined ||
            (isOfAws && ports.isIncomplete) ||
            hasCertificateByAnnotation(parts) ||
            annotations.key(MERGEABLE_TYPE).text === "minion"
        ) {
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
                const label = host.text ? `the host ${host}` : "every host, as none is named,";
                const why = tls.items.length === 0 ? "spec.tls is not set" : "no entry of spec.tls is for it";
                yield finding(host, `${label} is served without TLS: ${why}`);
            }
        }
    },
});

/** A wildcard in a certificate stands for one label. */
function coversHost(name: string, host: string): boolean {
    return name.startsWith("*.") && host.slice(host.indexOf(".")) === name.slice(1) && host.includes(".");
}
