import { object } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";
const onService = (name: string) => `metadata.annotations["${PREFIX}${name}"]`;
const onIngress = (name: string) => `metadata.annotations["alb.ingress.kubernetes.io/${name}"]`;
const service = object("v1", "Service", {
    metadata: {
        annotations: {
            [`${PREFIX}attributes`]: "access_logs.s3.enabled=true,access_logs.s3.bucket=logs",
            [`${PREFIX}ssl-cert`]: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
            [`${PREFIX}ssl-negotiation-policy`]: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        },
    },
    spec: { type: "LoadBalancer", ports: [{ port: 80 }] },
});
const ingress = object("networking.k8s.io/v1", "Ingress", {
    metadata: {
        annotations: {
            "alb.ingress.kubernetes.io/load-balancer-attributes": "access_logs.s3.enabled=true",
            "alb.ingress.kubernetes.io/ssl-policy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
        },
    },
    spec: { ingressClassName: "alb" },
});
const gateway = object("gateway.networking.k8s.io/v1", "Gateway", {
    spec: {
        listeners: [
            { name: "http", port: 80, protocol: "HTTP" },
            { name: "https", port: 443, protocol: "HTTPS", tls: { certificateRefs: [{ name: "shop" }] } },
        ],
    },
});

/** Breaches of the rules over load balancers that a Service, an Ingress or a Gateway asks for. */
export const LOAD_BALANCERS_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "load-balancer-access-log",
        resource: service,
        dependsOn: ["spec.type"],
        breaches: [
            breach("no attributes", onService("attributes"), undefined),
            breach("other attributes", onService("attributes"), "deletion_protection.enabled=true"),
        ],
        accepted: [breach("a Service without load balancer", "spec.type", "ClusterIP")],
    },
    {
        rule: "load-balancer-access-log",
        resource: ingress,
        breaches: [breach("no attributes", onIngress("load-balancer-attributes"), undefined)],
        accepted: [breach("an Ingress of another controller", "metadata.annotations", undefined)],
    },
    {
        rule: "load-balancer-tls-policy",
        resource: service,
        dependsOn: ["spec.type"],
        breaches: [breach("old TLS", onService("ssl-negotiation-policy"), "ELBSecurityPolicy-2016-08")],
        accepted: [breach("the controller's own choice", onService("ssl-negotiation-policy"), undefined)],
    },
    {
        rule: "load-balancer-tls-policy",
        resource: ingress,
        breaches: [breach("old TLS", onIngress("ssl-policy"), "ELBSecurityPolicy-TLS13-1-0-2021-06")],
    },
    {
        rule: "service-load-balancer-tls",
        resource: service,
        dependsOn: ["spec.type", "spec.ports[0].port"],
        breaches: [breach("no certificate", onService("ssl-cert"), undefined)],
    },
    {
        rule: "service-load-balancer-tls",
        resource: object("v1", "Service", { spec: { type: "LoadBalancer", ports: [{ port: 443 }] } }),
        dependsOn: ["spec.type", "spec.ports[0].port"],
        breaches: [
            ...["http", 80, 8080].map((targetPort) =>
                breach(
                    `a port 443 before the pods' ${targetPort}`,
                    "spec.ports[0]",
                    { port: 443, targetPort },
                    "spec.ports[0].port",
                ),
            ),
            breach("a port 443 that speaks HTTP", "spec.ports[0].appProtocol", "http", "spec.ports[0].port"),
            breach("a port 443 of the name http", "spec.ports[0].name", "http", "spec.ports[0].port"),
        ],
        accepted: [
            breach("a redirect beside TLS of the pods", "spec.ports[1].port", 80),
            breach("TLS of the pods on a port of theirs", "spec.ports[0].targetPort", 8443),
            breach("another protocol", "spec.ports[0].port", 1883),
        ],
    },
    {
        rule: "gateway-tls",
        resource: gateway,
        dependsOn: ["spec.listeners[0].protocol", "spec.listeners[1].protocol"],
        breaches: [
            breach(
                "HTTP alone",
                "spec.listeners",
                [{ name: "http", port: 80, protocol: "HTTP" }],
                "spec.listeners[0].protocol",
            ),
            breach("no certificate", "spec.listeners[1].tls", undefined, "spec.listeners[1].tls.certificateRefs"),
            breach("an empty list of certificates", "spec.listeners[1].tls.certificateRefs", []),
            breach("a port 443 that speaks HTTP", "spec.listeners[0].port", 443, "spec.listeners[0].protocol"),
        ],
        accepted: [
            breach("TLS that the pods end", "spec.listeners[1].tls", { mode: "Passthrough" }),
            breach("certificates of the class's parameters", "spec", {
                infrastructure: {
                    parametersRef: { group: "gateway.k8s.aws", kind: "LoadBalancerConfiguration", name: "shop" },
                },
                listeners: [{ name: "https", port: 443, protocol: "HTTPS" }],
            }),
            breach("HTTP for callers in the cluster alone", "", {
                ...gateway.props,
                metadata: {
                    name: "web",
                    namespace: "shop",
                    annotations: { "networking.istio.io/service-type": "ClusterIP" },
                },
                spec: { listeners: [{ name: "http", port: 80, protocol: "HTTP" }] },
            }),
            breach("HTTP between workloads of a mesh", "spec", {
                gatewayClassName: "istio-waypoint",
                listeners: [{ name: "http", port: 80, protocol: "HTTP" }],
            }),
            breach("plain TCP", "spec.listeners", [{ name: "mqtt", port: 1883, protocol: "TCP" }]),
        ],
    },
    ...[
        ["gateway.networking.k8s.io/v1", "ListenerSet"],
        ["gateway.networking.x-k8s.io/v1alpha1", "XListenerSet"],
    ].map(
        ([apiVersion = "", kind = ""]): ResourceRuleCase => ({
            rule: "gateway-tls",
            resource: object(apiVersion, kind, { spec: gateway.props.spec }),
            dependsOn: ["spec.listeners[0].protocol", "spec.listeners[1].protocol"],
            breaches: [
                breach("no certificate", "spec.listeners[1].tls", undefined, "spec.listeners[1].tls.certificateRefs"),
                breach("a port 443 that speaks HTTP", "spec.listeners[0].port", 443, "spec.listeners[0].protocol"),
            ],
            accepted: [
                breach("HTTP beside its Gateway's TLS", "spec.listeners", [
                    { name: "http", port: 80, protocol: "HTTP" },
                ]),
            ],
        }),
    ),
];
