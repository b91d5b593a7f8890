import { finding, kindRule } from "../../model/rule";

/** Annotations by which controllers take configuration from an Ingress. */
export const SNIPPET = /^nginx\.(ingress\.kubernetes\.io|org)\/.*(snippets?|alias)$/;

/** @see https://nvd.nist.gov/vuln/detail/CVE-2021-25742 */
export const ingressSnippet = kindRule({
    id: "ingress-snippet",
    title: "An Ingress injects no configuration of its own into the controller.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Snippets run as the controller, which reads every Secret with a certificate (CVE-2021-25742).",
    fix: "Remove the annotation; use the controller's own annotations for the same purpose.",
    sources: ["CKV_K8S_152", "CKV_K8S_153", "CKV_K8S_154", "C-0059"],
    kinds: ["networking.k8s.io/Ingress", "extensions/Ingress", "helm.sh/Release"],
    *check({ props }) {
        const allowed = props.at("values.controller.allowSnippetAnnotations");
        if (allowed.text === "true" || allowed.known === true) {
            yield finding(allowed, "the release lets every Ingress inject configuration");
        }
        for (const [name, value] of props.at("metadata.annotations").entries) {
            if (SNIPPET.test(name)) {
                yield finding(value, `the Ingress has the annotation ${name}`);
            }
        }
    },
});
