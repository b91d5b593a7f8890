import { type UnitName, unitPrice } from "../../../core/facts/aws/prices";
import { inputAt, listOf } from "../../stack-resource";
import type { CostGroup, Pricer } from "../part";

/** A type of which each resource costs the same a month, whatever it holds. */
function monthly(group: CostGroup, what: string, name: UnitName, assumption: string): Pricer {
    return (_, { region }) => [
        { kind: "priced", group, charges: [{ what, quantity: 1, price: unitPrice(name, region) }], assumption },
    ];
}

/** Types with a price a month. */
export const MONTHLY: ReadonlyMap<string, Pricer> = new Map([
    [
        "aws:kms/key:Key",
        monthly(
            "keys",
            "key",
            "kms-key",
            "Requests are not in it; each of the first two rotations adds the same again.",
        ),
    ],
    ["aws:secretsmanager/secret:Secret", monthly("keys", "secret", "secret", "Requests are not in it.")],
    ["aws:route53/zone:Zone", monthly("network", "hosted zone", "hosted-zone", "Queries are not in it.")],
    ["aws:cloudwatch/metricAlarm:MetricAlarm", monthly("logs", "alarm", "alarm", "One metric of standard resolution.")],
    [
        "aws:cloudwatch/dashboard:Dashboard",
        monthly("logs", "dashboard", "dashboard", "The three free ones of an account are used up."),
    ],
]);

/** An access list and its rules; each request costs beyond that. */
export const priceWebAcl: Pricer = (acl, { region }) => {
    const rules = listOf(inputAt(acl, "rules"))?.length ?? 0;
    return [
        {
            ...{ kind: "priced", group: "network", assumption: "Requests, and fees of rule groups, are not in it." },
            charges: [
                { what: "web ACL", quantity: 1, price: unitPrice("web-acl", region) },
                { what: "rule", quantity: rules, price: unitPrice("web-acl-rule", region) },
            ],
        },
    ];
};
