import type { ManagedAddon } from "./managed-addon";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html */
export const vpcCni: ManagedAddon = {
    title: "Gives pods addresses of the VPC, on every node.",
    stage: "with-cluster",
    identity: { name: "vpc-cni", serviceAccount: "aws-node", policies: ["AmazonEKS_CNI_Policy"] },
};

/**
 * The options of the VPC CNI in the component of the control plane. Exactly one engine enforces NetworkPolicies: two on one node block
 * traffic at random, none lets everything through. Calico learns a new pod's address from the annotation, long before the kubelet
 * reports it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/calico.html
 */
export function networkPolicyEngine(calico: boolean) {
    if (!calico) {
        return { enableNetworkPolicy: true };
    }
    return { enableNetworkPolicy: false, configurationValues: { env: { ANNOTATE_POD_IP: "true" } } };
}
