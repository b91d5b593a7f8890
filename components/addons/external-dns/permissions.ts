import type { PolicyStatement } from "../../aws/policy-document";

const RECORDS = "route53:ChangeResourceRecordSets";

/**
 * What external-dns may do: look at all hosted zones, and write addresses and its own marks for the names of some domains.
 *
 * @param deletes whether it may delete what it wrote
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
 */
export function recordPermissions(
    partition: string,
    domains: readonly string[],
    deletes: boolean,
): readonly PolicyStatement[] {
    const zones = `arn:${partition}:route53:::hostedzone/*`;
    return [
        {
            Sid: "WriteRecords",
            Effect: "Allow",
            Action: RECORDS,
            Resource: zones,
            Condition: {
                // All values of a key that is not in the request are allowed, so that its presence is asked for as well.
                Null: { [`${RECORDS}NormalizedRecordNames`]: "false" },
                "ForAllValues:StringLike": {
                    [`${RECORDS}NormalizedRecordNames`]: domains.flatMap((domain) => [domain, `*.${domain}`]),
                },
                "ForAllValues:StringEquals": {
                    [`${RECORDS}RecordTypes`]: ["A", "AAAA", "CNAME", "TXT"],
                    [`${RECORDS}Actions`]: ["CREATE", "UPSERT", ...(deletes ? ["DELETE"] : [])],
                },
            },
        },
        { Sid: "ReadRecords", Effect: "Allow", Action: "route53:ListResourceRecordSets", Resource: zones },
        { Sid: "FindZones", Effect: "Allow", Action: "route53:ListHostedZones", Resource: "*" },
    ];
}
