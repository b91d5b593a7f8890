import assert from "node:assert/strict";
import type { Addon } from "../../../components/addon-kit/addon";
import type { EksContext } from "../../../components/addon-kit/context";
import { awsLoadBalancerController } from "../../../components/addons/aws-load-balancer-controller";
import { calicoValues } from "../../../components/addons/calico/values";
import { karpenter } from "../../../components/addons/karpenter";
import { traefikValues } from "../../../components/ingress/controllers/traefik/values";

describe("A network without a way out", () => {
    const CLUSTER: Omit<EksContext, "isClosed"> = {
        ...{ kind: "eks", clusterName: "c", kubernetes: "1.36", region: "eu-west-1" },
        ...{ footprint: "full", nodeNetwork: "10.0.0.0/16", tags: {} },
    };

    it("is told to what would call in vain: prices, firewalls and shields", () => {
        const told = (addon: Addon, isClosed: boolean) =>
            JSON.stringify(addon.plan({ ...CLUSTER, isClosed }, {}).values).match(
                /"(isolatedVPC|enableShield|enableWaf|enableWafv2)":\w+/g,
            );
        assert.deepEqual([told(karpenter, false), told(awsLoadBalancerController, false)], [null, null]);
        assert.deepEqual(told(karpenter, true), ['"isolatedVPC":true']);
        assert.deepEqual(told(awsLoadBalancerController, true), [
            '"enableShield":false',
            '"enableWaf":false',
            '"enableWafv2":false',
        ]);
    });
});

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
