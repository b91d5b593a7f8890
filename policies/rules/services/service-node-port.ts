import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport */
export const serviceNodePort = kindRule({
    id: "service-node-port",
    title: "Services open no port on every node.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "A node port is open on all nodes and bypasses the load balancer's TLS, firewall and logs.",
    fix: "Use type ClusterIP behind an Ingress or a Gateway, or LoadBalancer with IP targets.",
    sources: ["kyverno restrict-node-port", "kube-linter exposed-services"],
    kinds: ["Service"],
    *check({ props }) {
        const type = props.at("spec.type");
        if (type.text === "NodePort") {
            yield finding(type, "the Service is of type NodePort; allowed: ClusterIP, LoadBalancer");
        }
    },
});
