import type { Account } from "../aws/account";
import { type PolicyStatement, policyDocument } from "../aws/policy-document";
import statements from "./load-balancer-controller-statements.json";

/**
 * What the controller may do: look around, and manage the load balancers, target groups and security groups that carry its cluster's
 * tag. Upstream's own policy lets it manage those of every cluster in the account.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 */
export function loadBalancerControllerPolicy(cluster: string, account: Account): string {
    const values: Readonly<Record<string, string>> = {
        cluster,
        partition: account.partition,
        region: account.region,
        account: account.id,
    };
    const text = policyDocument(statements as readonly PolicyStatement[]);
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
