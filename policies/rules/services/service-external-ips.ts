import { finding, kindRule } from "../../model/rule";

/** @see https://github.com/kubernetes/kubernetes/issues/97076 */
export const serviceExternalIps = kindRule({
    id: "service-external-ips",
    title: "Services claim no external IP addresses.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "A Service with externalIPs takes over traffic to any address, other teams' too (CVE-2020-8554).",
    fix: "Remove spec.externalIPs and use a load balancer.",
    sources: ["KSV-0108", "gatekeeper externalip", "kyverno restrict-external-ips"],
    kinds: ["Service"],
    *check({ props }) {
        const addresses = props.at("spec.externalIPs");
        if (addresses.items.length > 0) {
            yield finding(addresses, `the Service claims ${addresses.texts.join(", ")}; allowed: none`);
        }
    },
});
