import type { Account } from "../account";
import { type Question, questionsOf } from "./question";

const DNS = "-external-dns-identity-role";
const CHANGE = "route53:ChangeResourceRecordSets";
const hasDns = (account: Account) => account.all("aws:iam/role:Role", DNS).length > 0;
const ZONE = "arn:aws:route53:::hostedzone/Z1";

const recordChange = (account: Account, name: string, action = "UPSERT", type = "A") =>
    account.may({
        by: DNS,
        actions: CHANGE,
        on: ZONE,
        with: {
            [`${CHANGE}NormalizedRecordNames`]: [name],
            [`${CHANGE}RecordTypes`]: [type],
            [`${CHANGE}Actions`]: [action],
        },
    });

/** What external-dns may do where it writes example.com. */
export const DNS_QUESTIONS: readonly Question[] = questionsOf(hasDns, [
    {
        says: "external-dns writes addresses and marks for its domain",
        holds: (account) =>
            recordChange(account, "example.com") &&
            recordChange(account, "shop.example.com", "CREATE", "AAAA") &&
            recordChange(account, "external-dns-a.shop.example.com", "UPSERT", "TXT"),
    },
    {
        says: "external-dns writes no other names, no mail and no zones, and deletes nothing",
        holds: (account) =>
            !recordChange(account, "example.org") &&
            !recordChange(account, "badexample.com") &&
            !recordChange(account, "example.com", "UPSERT", "MX") &&
            !recordChange(account, "shop.example.com", "DELETE") &&
            !account.mayAny({ by: DNS, actions: [CHANGE, "route53:DeleteHostedZone"], on: ZONE }),
    },
    {
        says: "external-dns finds zones and their records",
        holds: (account) =>
            account.may({ by: DNS, actions: "route53:ListHostedZones", on: "*" }) &&
            account.may({ by: DNS, actions: "route53:ListResourceRecordSets", on: ZONE }),
    },
]);
