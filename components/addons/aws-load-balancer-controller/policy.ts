import type { Account } from "../../aws/account";
import type { PolicyStatement } from "../../aws/policy-document";
import statements from "./statements.json";

/**
 * What the controller may do: look around, and manage the load balancers, target groups and security groups that carry its cluster's
 * tag. Upstream's own policy lets it manage those of every cluster in the account.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 */
export function loadBalancerControllerPolicy(cluster: string, account: Account): readonly PolicyStatement[] {
    const values: Readonly<Record<string, string>> = {
        cluster,
        partition: account.partition,
        region: account.region,
        account: account.id,
    };
    const text = JSON.stringify(statements);
    return JSON.parse(text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder));
}
