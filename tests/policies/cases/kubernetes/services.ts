import { object } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const service = object("v1", "Service", { spec: { type: "ClusterIP", ports: [{ port: 80 }] } });
const SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

/** Breaches of the rules over Services. */
export const SERVICES_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "service-external-ips",
        resource: service,
        breaches: [breach("an external address", "spec.externalIPs", ["203.0.113.7"])],
    },
    {
        rule: "service-node-port",
        resource: service,
        breaches: [breach("a node port", "spec.type", "NodePort")],
    },
    {
        rule: "service-public-load-balancer",
        resource: object("v1", "Service", {
            metadata: { annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" } },
            spec: { type: "LoadBalancer" },
        }),
        dependsOn: ["spec.type", 'metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]'],
        breaches: [
            breach("a public one", "metadata.annotations", undefined, "spec.loadBalancerSourceRanges"),
            breach(
                "one that is said to be public",
                'metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]',
                "internet-facing",
                "spec.loadBalancerSourceRanges",
            ),
            breach(
                "everywhere in the annotation",
                "metadata.annotations",
                { [SOURCE_RANGES]: "10.0.0.0/8,0.0.0.0/0" },
                `metadata.annotations["${SOURCE_RANGES}"]`,
            ),
        ],
        accepted: [
            breach("the annotation of old", "metadata.annotations", {
                "service.beta.kubernetes.io/aws-load-balancer-internal": "true",
            }),
            breach("named addresses in the annotation", "metadata.annotations", { [SOURCE_RANGES]: "203.0.113.0/24" }),
        ],
    },
    {
        rule: "service-public-load-balancer",
        resource: object("v1", "Service", {
            spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["203.0.113.0/24"] },
        }),
        dependsOn: ["spec.type"],
        breaches: [["0.0.0.0/0"], ["::/0"], ["0.0.0.0/1", "128.0.0.0/1"], []].map((ranges) =>
            breach(`the ranges ${ranges.join(" and ") || "of an empty list"}`, "spec.loadBalancerSourceRanges", ranges),
        ),
    },
];
