import { finding, kindRule } from "../../model/rule";
import type { Value } from "../../model/value";

export const CERTIFICATE_MAP = "networking.gke.io/certmap";
/** With ClusterIP, Istio's Gateway is for callers in the cluster alone. */
export const SERVICE_TYPE = "networking.istio.io/service-type";
/** The class of Istio's proxies between workloads of the mesh, which mutual TLS reaches. */
export const WAYPOINT = "istio-waypoint";

/** @see https://gateway-api.sigs.k8s.io/guides/tls/ */
export const gatewayTls = kindRule({
    id: "gateway-tls",
    title: "Gateways speak TLS, with a certificate of their own.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale:
        "Without TLS everyone on the way reads and changes the traffic. A Gateway that lets ListenerSets in may have its TLS " +
        "there: advice.",
    fix: "Add a listener with protocol HTTPS and tls.certificateRefs; keep the HTTP one for redirects alone.",
    sources: ["gatekeeper httpsonly", "FSBP ELB.1"],
    kinds: [
        "gateway.networking.k8s.io/Gateway",
        "gateway.networking.k8s.io/ListenerSet",
        "gateway.networking.x-k8s.io/XListenerSet",
    ],
    *check({ kind, props, name }, { redirectingGateways, internalProxies }) {
        // The listener with TLS that a set's HTTP redirects to may be its Gateway's.
        const isWhole = kind === "Gateway";
        const listeners = props.at("spec.listeners").items;
        // Parameters of the class hold certificates of ACM, as an annotation names those of Google's certificate manager.
        const hasOtherCertificates =
            props.at("spec.infrastructure.parametersRef").isStated ||
            props.at("metadata.annotations").key(CERTIFICATE_MAP).isStated;
        const protocols = listeners.map((listener) => listener.key("protocol"));
        const mayServeTls = protocols.some(
            (protocol) => protocol.isUnknown || ["HTTPS", "TLS"].includes(protocol.text ?? ""),
        );
        const isInternal = () =>
            props.at("metadata.annotations").key(SERVICE_TYPE).text === "ClusterIP" ||
            props.at("spec.gatewayClassName").text === WAYPOINT ||
            internalProxies?.has(proxyOf(props) ?? "") === true;
        const mayServeTlsElsewhere = ["All", "Same", "Selector"].includes(
            props.at("spec.allowedListeners.namespaces.from").text ?? "",
        );
        for (const listener of listeners.filter((candidate) => candidate.key("protocol").text === "HTTP")) {
            const protocol = listener.key("protocol");
            if (listener.key("port").number === 443) {
                yield finding(protocol, "the listener speaks HTTP on port 443, where its clients speak HTTPS");
            } else if (isWhole && !mayServeTls && !isInternal() && redirectingGateways?.has(name ?? "") !== true) {
                yield finding(protocol, "the Gateway speaks HTTP and has no listener with TLS to redirect to", {
                    about: props.at("spec.listeners").path,
                    ...(mayServeTlsElsewhere && { isAdvice: true }),
                });
            }
        }
        for (const listener of listeners.filter((candidate) => candidate.key("protocol").text === "HTTPS")) {
            const [mode, certificates] = [listener.at("tls.mode"), listener.at("tls.certificateRefs")];
            const isTerminated = !mode.isUnknown && mode.text !== "Passthrough";
            const isElsewhere = hasOtherCertificates || listener.at("tls.options").isStated;
            if (isTerminated && !isElsewhere && (certificates.absent || isEmpty(certificates.known))) {
                yield finding(certificates, "the listener ends TLS and has no certificate");
            }
        }
    },
});

function isEmpty(list: unknown): boolean {
    return Array.isArray(list) && list.length === 0;
}

/** The EnvoyProxy by which Envoy Gateway makes a Gateway's proxy. */
function proxyOf(gateway: Value): string | undefined {
    const parameters = gateway.at("spec.infrastructure.parametersRef");
    return parameters.key("kind").text === "EnvoyProxy" ? parameters.key("name").text : undefined;
}
