import { comparisonsOf, isNarrowed } from "../../model/denials";
import { type Condition, type Statement, statementsOf } from "../../model/iam";
import { type Finding, finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html */
export const iamTrustPolicy = typeRule({
    id: "iam-trust-policy",
    title: "Roles are assumed by named principals and named workloads alone.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale:
        "A trust policy without a subject gives the role to every pod of the cluster, or to every account of AWS.",
    fix: "Name the principal; for OIDC compare :sub and :aud by StringEquals, without wildcards.",
    sources: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_358", "CIS EKS 5.2.1"],
    types: ["aws:iam/role:Role"],
    *check({ props }) {
        const document = statementsOf(props.key("assumeRolePolicy"));
        for (const statement of document.filter(({ allows }) => allows)) {
            if (statement.everyone.length > 0 && !isNarrowed(statement, document)) {
                yield* statement.everyone.map((principal) => finding(principal, "everyone may assume the role"));
            }
            yield* openTokens(statement, document);
        }
    },
});

function* openTokens(statement: Statement, document: readonly Statement[]): Iterable<Finding> {
    for (const { type, id } of statement.principals) {
        if (type === "Federated" && id.text?.includes(":oidc-provider/") === true) {
            yield* unboundTokens(statement, comparisonsOf(statement, document));
        }
    }
}

/** Tokens of one issuer are for anyone unless their subject and audience are compared. */
function* unboundTokens({ value }: Statement, conditions: readonly Condition[]): Iterable<Finding> {
    const condition = value.key("Condition");
    if (condition.isIncomplete) {
        return;
    }
    for (const claim of [":sub", ":aud"]) {
        const tests = conditions.filter(
            ({ operator, key }) => /^string(equals|like)/.test(operator) && key.endsWith(claim),
        );
        if (tests.length === 0) {
            yield finding(condition, `the trust policy does not compare ${claim} of the token`);
        }
        for (const { values } of tests.filter(({ operator }) => operator.startsWith("stringlike"))) {
            for (const item of values.itemsOrSelf.filter(({ text }) => isOpen(text ?? ""))) {
                yield finding(item, `${claim} of the token is compared with ${item}; allowed: one workload`);
            }
        }
    }
}

/** True for a pattern that more than one ServiceAccount, or every repository of an owner, may match. */
function isOpen(pattern: string): boolean {
    const start = pattern.search(/[*?]/);
    const fixed = pattern.slice(0, start);
    return (
        start >= 0 &&
        (isStartOf(fixed, "system:serviceaccount:") || isStartOf(fixed, "repo:")) &&
        !REPOSITORY.test(fixed)
    );
}

/** The beginning of a pattern that names an owner and at least a part of a repository. */
const REPOSITORY = /^repo:[^/]+\/./;

function isStartOf(text: string, prefix: string): boolean {
    return text.startsWith(prefix) || prefix.startsWith(text);
}
