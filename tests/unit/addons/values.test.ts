import assert from "node:assert/strict";
import { calicoValues } from "../../../components/addons/calico/values";
import { traefikValues } from "../../../components/ingress/controllers/traefik/values";

describe("Calico's values", () => {
    it("leave addresses and routes to the VPC CNI on EKS", () => {
        const { installation } = calicoValues(2, "EKS");
        assert.deepEqual(installation, {
            enabled: true,
            kubernetesProvider: "EKS",
            cni: { type: "AmazonVPC" },
            calicoNetwork: { bgp: "Disabled" },
            controlPlaneReplicas: 2,
        });
    });
});

describe("Traefik's values", () => {
    it("keep the load balancer inside the VPC", () => {
        const { service } = traefikValues({
            replicas: 2,
            ingressClass: "traefik",
            loadBalancer: { scheme: "internal" },
        });
        const text = JSON.stringify(service);
        assert.match(text, /"service\.beta\.kubernetes\.io\/aws-load-balancer-scheme":"internal"/);
        assert.match(text, /"loadBalancerClass":"service\.k8s\.aws\/nlb"/);
    });

    it("have a disruption budget that a drain can meet", () => {
        const budget = (replicas: number) =>
            traefikValues({ replicas, ingressClass: "traefik", loadBalancer: undefined }).podDisruptionBudget;
        assert.deepEqual(budget(1), { enabled: false, maxUnavailable: 1 });
        assert.deepEqual(budget(2), { enabled: true, maxUnavailable: 1 });
    });
});
