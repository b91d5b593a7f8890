const NODE_CLASS = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

/**
 * What the interfaces of nodes hold in AWS that a controller launches, and that are no resources of the stack: by the type of the object
 * that they are launched from, and by the path of the ids in it.
 */
export const LAUNCHED_NODES: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
    [
        NODE_CLASS,
        {
            "spec.securityGroupSelectorTerms.id": "aws:ec2/securityGroup:SecurityGroup",
            "spec.subnetSelectorTerms.id": "aws:ec2/subnet:Subnet",
        },
    ],
]);
