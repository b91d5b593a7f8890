import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards */
export const ingressHost = kindRule({
    id: "ingress-host",
    title: "An Ingress serves named hosts alone.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "A rule for every host, or for a wildcard, takes over requests that other teams' hosts should get.",
    fix: "Name each host in spec.rules[*].host and remove spec.defaultBackend.",
    sources: ["gatekeeper block-wildcard-ingress", "kyverno disallow-empty-ingress-host"],
    kinds: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    *check({ props }) {
        // The field was called backend before networking.k8s.io/v1.
        for (const backend of [props.at("spec.defaultBackend"), props.at("spec.backend")]) {
            if (backend.present) {
                yield finding(backend, "the Ingress has a default backend, which serves every host");
            }
        }
        for (const rule of props.at("spec.rules").items) {
            const host = rule.key("host");
            if (host.absent || host.text === "" || host.text?.startsWith("*") === true) {
                yield finding(host, `the rule's host is ${host}; allowed: a full name`);
            }
        }
    },
});
