import { finding, kindRule } from "../../model/rule";

/** @see https://gateway-api.sigs.k8s.io/guides/tls/ */
export const gatewayTls = kindRule({
    id: "gateway-tls",
    title: "Gateways speak TLS, with a certificate of their own.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without TLS everyone on the way reads and changes the traffic.",
    fix: "Add a listener with protocol HTTPS and tls.certificateRefs; keep the HTTP one for redirects alone.",
    sources: ["gatekeeper httpsonly", "FSBP ELB.1"],
    kinds: ["gateway.networking.k8s.io/Gateway"],
    *check({ props }) {
        const listeners = props.at("spec.listeners").items;
        const protocols = listeners.map((listener) => listener.key("protocol"));
        const mayServeTls = protocols.some(
            (protocol) => protocol.isUnknown || ["HTTPS", "TLS"].includes(protocol.text ?? ""),
        );
        for (const protocol of protocols) {
            if (protocol.text === "HTTP" && !mayServeTls) {
                yield finding(protocol, "the Gateway speaks HTTP and has no listener with TLS to redirect to");
            }
        }
        for (const listener of listeners.filter((candidate) => candidate.key("protocol").text === "HTTPS")) {
            const [mode, certificates] = [listener.at("tls.mode"), listener.at("tls.certificateRefs")];
            const isTerminated = !mode.isUnknown && mode.text !== "Passthrough";
            const hasOptions = listener.at("tls.options").isStated;
            if (isTerminated && !hasOptions && (certificates.absent || isEmpty(certificates.known))) {
                yield finding(certificates, "the listener ends TLS and has no certificate");
            }
        }
    },
});

function isEmpty(list: unknown): boolean {
    return Array.isArray(list) && list.length === 0;
}
