/**
 * What AWS's access policies allow, in words. Those of Kubernetes' own ClusterRoles of similar names are alike.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
const POLICIES: ReadonlyMap<string, string> = new Map([
    ["AmazonEKSClusterAdminPolicy", "everything"],
    ["AmazonEKSAdminPolicy", "change everything in namespaces, Secrets, roles and role bindings too, but not quotas"],
    ["AmazonEKSAdminViewPolicy", "read everything, Secrets too"],
    ["AmazonEKSEditPolicy", "change workloads, Services, ConfigMaps and Secrets, and open shells in pods"],
    ["AmazonEKSViewPolicy", "read all in namespaces but Secrets and roles"],
    ["AmazonEKSSecretReaderPolicy", "read Secrets"],
]);

/** The name of an access policy in its ARN. */
export function policyName(policyArn: string): string {
    return policyArn.split("/").at(-1) ?? policyArn;
}

/** What an access policy allows; its name where that is not known here. */
export function policyAllows(policyArn: string): string {
    const name = policyName(policyArn);
    return POLICIES.get(name) ?? `what ${name} allows`;
}
