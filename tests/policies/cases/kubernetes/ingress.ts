import { UNKNOWN } from "../../../../policies/model/value";
import { object, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const ingress = object("networking.k8s.io/v1", "Ingress", {
    spec: { tls: [{ hosts: ["shop.example.com"], secretName: "tls" }], rules: [{ host: "shop.example.com" }] },
});
const release = resource("kubernetes:helm.sh/v3:Release", {
    chart: "metrics-server",
    version: "3.13.0",
    repositoryOpts: { repo: "https://kubernetes-sigs.github.io/metrics-server" },
    atomic: true,
    cleanupOnFail: true,
});
const deployment = object("apps/v1", "Deployment", {
    spec: {
        replicas: 2,
        selector: { matchLabels: { app: "web" }, matchExpressions: [{ key: "app", operator: "In", values: ["web"] }] },
        template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web", image: "web:1" }] } },
    },
});
const ALB = "alb.ingress.kubernetes.io";
const albIngress = object("networking.k8s.io/v1", "Ingress", {
    metadata: {
        annotations: {
            [`${ALB}/listen-ports`]: '[{"HTTP": 80}, {"HTTPS": 443}]',
            [`${ALB}/ssl-redirect`]: "443",
            [`${ALB}/load-balancer-attributes`]: "access_logs.s3.enabled=true",
        },
    },
    spec: { rules: [{ host: "shop.example.com" }] },
});

/** Breaches of the rules over Ingress and its controllers. */
export const INGRESS_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "ingress-tls",
        skipsPatches: true,
        resource: ingress,
        dependsOn: ["spec.tls[0].hosts[0]", "spec.rules[0].host"],
        breaches: [
            breach("no TLS", "spec.tls", undefined, "spec.rules[0].host"),
            breach("a host that TLS does not name", "spec.rules[0].host", "api.example.com"),
            breach("a wildcard two labels up", "spec.tls[0].hosts[0]", "*.com", "spec.rules[0].host"),
        ],
        accepted: [
            breach("a host that only an update can tell", "spec.tls[0].hosts[0]", UNKNOWN),
            breach("a wildcard", "spec.tls[0].hosts[0]", "*.example.com"),
            breach("TLS for every host", "spec.tls[0].hosts", undefined),
            ...[
                { "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:eu-west-1:123456789012:certificate/1" },
                { "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]' },
            ].map((annotations) =>
                breach("a certificate of the load balancer", "", {
                    apiVersion: "networking.k8s.io/v1",
                    kind: "Ingress",
                    metadata: { name: "web", namespace: "shop", annotations },
                    spec: { rules: [{ host: "shop.example.com" }] },
                }),
            ),
        ],
    },
    {
        rule: "ingress-host",
        // The certificate names none of the hosts.
        also: ["ingress-tls"],
        resource: ingress,
        breaches: [
            breach("no host", "spec.rules[0].host", undefined),
            breach("a wildcard", "spec.rules[0].host", "*.example.com"),
            breach("a default backend", "spec.defaultBackend", { service: { name: "web" } }),
            breach("a default backend of old", "spec.backend", { serviceName: "web" }),
        ],
    },
    {
        rule: "ingress-snippet",
        resource: ingress,
        breaches: [
            "nginx.ingress.kubernetes.io/configuration-snippet",
            "nginx.ingress.kubernetes.io/server-alias",
            "nginx.org/server-snippets",
        ].map((name) => breach(name, `metadata.annotations["${name}"]`, "deny all;")),
    },
    {
        rule: "ingress-snippet",
        resource: release,
        breaches: [breach("a chart that allows them", "values.controller.allowSnippetAnnotations", true)],
        accepted: [breach("a chart that does not", "values.controller.allowSnippetAnnotations", false)],
    },
    {
        rule: "ingress-nginx-retired",
        resource: release,
        breaches: [
            breach("the chart", "chart", "ingress-nginx"),
            breach("the chart of a registry", "chart", "oci://registry.example.com/charts/ingress-nginx"),
            breach("the repository", "repositoryOpts.repo", "https://kubernetes.github.io/ingress-nginx"),
        ],
        accepted: [breach("F5's controller", "chart", "nginx-ingress")],
    },
    {
        rule: "ingress-nginx-retired",
        resource: object("networking.k8s.io/v1", "IngressClass", { spec: { controller: "ingress.k8s.aws/alb" } }),
        breaches: [breach("the class", "spec.controller", "k8s.io/ingress-nginx")],
    },
    {
        rule: "ingress-nginx-retired",
        resource: deployment,
        breaches: [
            breach(
                "the image",
                "spec.template.spec.containers[0].image",
                "registry.k8s.io/ingress-nginx/controller:v1.15.0",
            ),
        ],
    },
    {
        rule: "ingress-https-only",
        resource: albIngress,
        dependsOn: [`metadata.annotations["${ALB}/listen-ports"]`],
        breaches: [
            breach("HTTP without redirect", `metadata.annotations["${ALB}/ssl-redirect"]`, undefined),
            breach(
                "a redirect that is switched off",
                'metadata.annotations["nginx.ingress.kubernetes.io/ssl-redirect"]',
                "false",
            ),
        ],
        accepted: [
            breach("HTTPS alone", "metadata.annotations", { [`${ALB}/listen-ports`]: '[{"HTTPS": 443}]' }),
            breach("another controller", "metadata.annotations", undefined),
        ],
    },
];
