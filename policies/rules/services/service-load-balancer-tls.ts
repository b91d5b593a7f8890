import { SERVICE_PREFIX } from "../../model/load-balancer-annotations";
import { finding, kindRule } from "../../model/rule";
import type { Value } from "../../model/value";

export const HTTP_PORTS = [80, 8000, 8080];
/** What says of a port by name that it speaks HTTP without TLS. */
export const HTTP_NAMES = ["http", "http2", "h2c", "kubernetes.io/h2c", "kubernetes.io/ws"];

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
        const ports = props.at("spec.ports").items;
        const isLoadBalancer = props.at("spec.type").text === "LoadBalancer";
        if (!isLoadBalancer || !certificate.absent) {
            return;
        }
        const secure = ports.filter((port) => port.key("port").isIncomplete || port.key("port").number === 443);
        for (const port of secure.filter(isPlain)) {
            yield finding(port.key("port"), "the load balancer speaks plain HTTP on port 443: it has no certificate");
        }
        if (secure.length === 0 && ports.some((port) => HTTP_PORTS.includes(port.key("port").number ?? 0))) {
            yield finding(certificate, "the load balancer speaks plain HTTP: it has no certificate and no port 443");
        }
    },
});

/** True for a port 443 behind which a pod serves HTTP, as its name, its protocol or the pod's own port tells. */
function isPlain(port: Value): boolean {
    const [target, protocol, name] = [port.key("targetPort"), port.key("appProtocol"), port.key("name")];
    const isHttp =
        HTTP_PORTS.includes(target.number ?? 0) ||
        [target, protocol, name].some(({ text = "" }) => HTTP_NAMES.includes(text));
    return port.key("port").number === 443 && isHttp;
}
