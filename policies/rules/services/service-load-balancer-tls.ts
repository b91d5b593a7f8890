import { SERVICE_PREFIX } from "../../model/load-balancer-annotations";
import { finding, kindRule } from "../../model/rule";

export const HTTP_PORTS = [80, 8000, 8080];

/** @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#tls */
export const serviceLoadBalancerTls = kindRule({
    id: "service-load-balancer-tls",
    title: "Load balancers of Services that speak HTTP have a certificate, or leave TLS to the pods.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "Without TLS everyone on the way reads and changes the traffic.",
    fix: `Annotate ${SERVICE_PREFIX}ssl-cert with a certificate of ACM, or open port 443 to pods that serve TLS.`,
    sources: ["CIS EKS 5.4.5", "kyverno require-encryption-aws-loadbalancers"],
    kinds: ["Service"],
    *check({ props }) {
        const certificate = props.at("metadata.annotations").key(`${SERVICE_PREFIX}ssl-cert`);
        const ports = props.at("spec.ports").items.map((port) => port.key("port"));
        const isHttp = ports.some((port) => HTTP_PORTS.includes(port.number ?? 0));
        const mayServeTls = ports.some((port) => port.isUnknown || port.number === 443);
        if (props.at("spec.type").text === "LoadBalancer" && isHttp && !mayServeTls && certificate.absent) {
            yield finding(certificate, "the load balancer speaks plain HTTP: it has no certificate and no port 443");
        }
    },
});
