import { isEverything } from "../../model/iam/patterns";
import { isEveryone, type Statement, statementsOf } from "../../model/iam/statement";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
export const efsPolicyTls = typeRule({
    id: "efs-policy-tls",
    title: "Policies of EFS file systems refuse clients without TLS.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Without TLS, NFS sends files in the clear.",
    fix: 'Add a statement that denies everything under the condition Bool "aws:SecureTransport": "false", or allow under "true" alone.',
    sources: [],
    types: ["aws:efs/fileSystemPolicy:FileSystemPolicy"],
    *check({ props }) {
        const policy = props.key("policy");
        const statements = statementsOf(policy);
        const isDenied = statements.some(
            (statement) => compares(statement, "Deny", "false") && isAboutEveryRequest(statement),
        );
        const isLimited = statements.every((statement) => !statement.allows || compares(statement, "Allow", "true"));
        if (policy.present && !isDenied && !isLimited) {
            yield finding(policy, "the policy lets clients in without TLS");
        }
    },
});

/** Unknown parts count as comparing, so that what cannot be told is not reported. */
function compares({ value, conditions }: Statement, wanted: string, secure: string): boolean {
    const [effect, condition] = [value.key("Effect"), value.key("Condition")];
    if (value.isIncomplete || effect.isIncomplete || condition.isIncomplete) {
        return true;
    }
    return (
        effect.text === wanted &&
        conditions.some(
            ({ operator, key, values }) =>
                operator === "bool" &&
                key === "aws:securetransport" &&
                values.itemsOrSelf.some((item) => String(item.known) === secure),
        )
    );
}

/** A denial for some clients, of some actions or under a further condition lets all others in. */
function isAboutEveryRequest({ value, principals, actions, conditions }: Statement): boolean {
    const isWhole = ["Principal", "Action", "Condition"].every((field) => !value.key(field).isIncomplete);
    return (
        !isWhole ||
        (principals.some(isEveryone) &&
            conditions.length === 1 &&
            actions.some((action) => isEverything(action) || /^elasticfilesystem:(\*|ClientMount)$/i.test(action)))
    );
}
