import { UNKNOWN_STRING as UNKNOWN } from "../../../../core/engine/signatures";
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

const REDIRECT = `metadata.annotations["${ALB}/ssl-redirect"]`;
const REDIRECT_PATH = {
    path: "/",
    pathType: "Prefix",
    backend: { service: { name: "ssl-redirect", port: { name: "use-annotation" } } },
};
const WEB_PATH = { path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { number: 80 } } } };
/** The way of old: an action of the Ingress itself sends every caller on. */
const redirecting = object("networking.k8s.io/v1", "Ingress", {
    metadata: {
        annotations: {
            [`${ALB}/listen-ports`]: '[{"HTTP": 80}, {"HTTPS": 443}]',
            [`${ALB}/actions.ssl-redirect`]:
                '{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS","Port":"443","StatusCode":"HTTP_301"}}',
        },
    },
    spec: { rules: [{ host: "shop.example.com", http: { paths: [REDIRECT_PATH, WEB_PATH] } }] },
});

/** An Ingress without `spec.tls`. */
function web(annotations: Readonly<Record<string, string>>, ingressClassName?: string): object {
    return {
        apiVersion: "networking.k8s.io/v1",
        kind: "Ingress",
        metadata: { name: "web", namespace: "shop", annotations },
        spec: { ...(ingressClassName !== undefined && { ingressClassName }), rules: [{ host: "shop.example.com" }] },
    };
}

type Annotated = readonly [annotations: Readonly<Record<string, string>>, className?: string];
const entries = (list: readonly Annotated[]) => list;

function told(annotations: Readonly<Record<string, string>>, className?: string): string {
    const values = Object.entries(annotations).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return [...values, ...(className === undefined ? [] : [`the class ${className}`])].join(", ");
}

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
            breach(
                "a minion of NGINX Ingress Controller, whose master takes TLS",
                "",
                web({ "nginx.org/mergeable-ingress-type": "minion" }, "nginx"),
            ),
            ...entries([
                [{ "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:eu-west-1:123456789012:certificate/1" }],
                [{ "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]' }],
                [{ "networking.gke.io/managed-certificates": "shop" }],
                [{ "networking.gke.io/managed-certificates": "shop" }, "gce"],
                [{ "networking.gke.io/managed-certificates": "shop", "kubernetes.io/ingress.class": "gce-internal" }],
                [{ "networking.gke.io/managed-certificates": "shop" }, "shop-external"],
                [{ "ingress.gcp.kubernetes.io/pre-shared-cert": "shop" }],
                [{ "appgw.ingress.kubernetes.io/appgw-ssl-certificate": "shop" }],
                [{ "appgw.ingress.kubernetes.io/appgw-ssl-certificate": "shop" }, "azure-application-gateway"],
                [{ "route.openshift.io/termination": "edge" }],
                [{ "traefik.ingress.kubernetes.io/router.tls": "true" }],
                [{ "traefik.ingress.kubernetes.io/router.tls": "true" }, "traefik-internal"],
                [{ "nginx.ingress.kubernetes.io/ssl-passthrough": "true" }],
            ]).map(([annotations, className]) =>
                breach(`a certificate by ${told(annotations, className)} (case 220)`, "", web(annotations, className)),
            ),
        ],
    },
    {
        rule: "ingress-tls",
        resource: albIngress,
        // The redirect then leads to no listener.
        also: ["ingress-https-only"],
        breaches: [
            breach(
                "a port 443 that speaks HTTP",
                `metadata.annotations["${ALB}/listen-ports"]`,
                '[{"HTTP": 80}, {"HTTP": 443}]',
            ),
        ],
    },
    {
        rule: "ingress-tls",
        // Annotations of an ALB ask for its logs, too.
        also: ["load-balancer-access-log"],
        skipsPatches: true,
        resource: ingress,
        dependsOn: ["spec.tls[0].hosts[0]"],
        breaches: [
            ...entries([
                [{ "nginx.org/mergeable-ingress-type": "master" }, "nginx"],
                [{ "traefik.ingress.kubernetes.io/router.tls": "false" }],
                [{ "networking.gke.io/managed-certificates": "" }],
                [{ "networking.gke.io/managed-certificates": " " }],
                [{ "ingress.gcp.kubernetes.io/pre-shared-cert": "" }, "gce"],
                [{ "networking.gke.io/managed-certificates": "shop" }, "nginx"],
                [{ "networking.gke.io/managed-certificates": "shop" }, "internal-nginx"],
                [{ "networking.gke.io/managed-certificates": "shop", "kubernetes.io/ingress.class": "traefik" }],
                [{ "ingress.gcp.kubernetes.io/pre-shared-cert": "shop" }, "alb"],
                [{ "ingress.gcp.kubernetes.io/pre-shared-cert": "shop" }, "kong"],
                [{ "networking.gke.io/v1beta1.FrontendConfig": "shop" }, "gce"],
                [{ "kubernetes.io/ingress.allow-http": "false" }, "gce"],
                [{ "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:eu-west-1:1:certificate/1" }, "nginx"],
                [{ "alb.ingress.kubernetes.io/certificate-arn": "" }, "alb"],
                [{ "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]' }, "nginx"],
                [{ "traefik.ingress.kubernetes.io/router.tls": "true" }, "nginx"],
                [{ "route.openshift.io/termination": "edge" }, "gce"],
            ]).map(([annotations, className]) =>
                breach(
                    `no certificate by ${told(annotations, className)} (sibling of case 220)`,
                    "",
                    web(annotations, className),
                    "spec.rules[0].host",
                ),
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
            breach("a redirect to a port without HTTPS", `metadata.annotations["${ALB}/ssl-redirect"]`, "8443"),
            breach(
                "a redirect that is switched off",
                'metadata.annotations["nginx.ingress.kubernetes.io/ssl-redirect"]',
                "false",
            ),
        ],
        accepted: [
            breach("HTTPS alone", "metadata.annotations", { [`${ALB}/listen-ports`]: '[{"HTTPS": 443}]' }),
            breach("another controller", "metadata.annotations", undefined),
            breach("ports of a load balancer that another controller reads nothing of", "", {
                apiVersion: "networking.k8s.io/v1",
                kind: "Ingress",
                metadata: {
                    name: "web",
                    namespace: "shop",
                    annotations: { [`${ALB}/listen-ports`]: '[{"HTTP": 80}]' },
                },
                spec: {
                    ingressClassName: "nginx",
                    tls: [{ hosts: ["shop.example.com"], secretName: "tls" }],
                    rules: [{ host: "shop.example.com" }],
                },
            }),
        ],
    },
    {
        rule: "ingress-https-only",
        resource: redirecting,
        dependsOn: [
            `metadata.annotations["${ALB}/listen-ports"]`,
            `metadata.annotations["${ALB}/actions.ssl-redirect"]`,
            "spec.rules[0].host",
            "spec.rules[0].http.paths[0].path",
            "spec.rules[0].http.paths[0].backend.service.name",
        ],
        breaches: [
            breach(
                "an action that goes on to HTTP",
                `metadata.annotations["${ALB}/actions.ssl-redirect"]`,
                '{"Type":"redirect","RedirectConfig":{"Host":"www.example.com","StatusCode":"HTTP_301"}}',
                REDIRECT,
            ),
            breach(
                "an action that answers by itself",
                `metadata.annotations["${ALB}/actions.ssl-redirect"]`,
                '{"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"200"}}',
                REDIRECT,
            ),
            breach("a redirect of one path alone", "spec.rules[0].http.paths[0].path", "/old", REDIRECT),
            breach("a redirect that comes second", "spec.rules[0].http.paths[0]", WEB_PATH, REDIRECT),
            breach(
                "another host without redirect",
                "spec.rules[1]",
                { host: "api.example.com", http: { paths: [WEB_PATH] } },
                REDIRECT,
            ),
            breach("no action of the name", `metadata.annotations["${ALB}/actions.ssl-redirect"]`, undefined, REDIRECT),
        ],
        accepted: [
            breach("a redirect action before all paths (case 050)", "spec.rules[0].http.paths[1]", WEB_PATH),
            breach(
                "one whose keys begin in lower case",
                `metadata.annotations["${ALB}/actions.ssl-redirect"]`,
                '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}',
            ),
            breach("one for every host, before the others", "spec.rules", [
                { http: { paths: [REDIRECT_PATH] } },
                { host: "api.example.com", http: { paths: [WEB_PATH] } },
            ]),
        ],
    },
];
