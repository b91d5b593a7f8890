import { isEverything, statementsOf } from "../../model/iam";
import { IDENTITY_POLICY_TYPES, policyDocuments } from "../../model/policy-documents";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html */
export const iamDecryptAll = typeRule({
    id: "iam-decrypt-all",
    title: "No policy allows decryption with every key.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Such a role reads whatever the account has encrypted.",
    fix: "Name the key in Resource, or add a condition on kms:ViaService, an alias or an encryption context.",
    sources: ["FSBP KMS.1", "FSBP KMS.2", "AWS-0345"],
    types: IDENTITY_POLICY_TYPES,
    *check(resource) {
        for (const statement of policyDocuments(resource).flatMap(statementsOf)) {
            // All actions together are the matter of iam-administrator.
            const isNamed = !statement.actions.some(isEverything);
            const decrypts = ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) => statement.covers(action));
            if (
                isNamed &&
                decrypts &&
                statement.allows &&
                statement.onEvery("kms", "key") &&
                statement.restrictions.length === 0
            ) {
                yield finding(statement.value.key("Resource"), "the statement allows decryption with every key");
            }
        }
    },
});
