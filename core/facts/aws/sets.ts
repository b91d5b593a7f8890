/**
 * Names of lists whose order means nothing to AWS, in whatever resource: the official provider and CloudFormation's schemas
 * (`insertionOrder: false`) keep them as sets.
 *
 * @see https://github.com/aws-cloudformation/cloudformation-cli/blob/master/src/rpdk/core/data/schema/provider.definition.schema.v1.json
 */
export const AWS_SETS: ReadonlySet<string> = new Set([
    "enabledClusterLogTypes",
    "kubernetesGroups",
    "managedPolicyArns",
    "namespaces",
    "publicAccessCidrs",
    "routeTableIds",
    "securityGroupIds",
    "securityGroups",
    "sourceSecurityGroupIds",
    "subnetIds",
    "subnets",
    "taints",
    "vpcSecurityGroupIds",
    "vpcZoneIdentifiers",
]);
