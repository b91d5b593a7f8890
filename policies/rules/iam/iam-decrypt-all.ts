import { isLimitedBy, namesBelow, serviceNames, texts } from "../../model/iam/limits";
import { allowedBy, IDENTITY_POLICY_TYPES } from "../../model/iam/policy-documents";
import { finding, typeRule } from "../../model/rule";

/** By which keys, or for what, somebody decrypts. */
const LIMITS = [
    serviceNames(/^(kms:viaservice|aws:calledvia(first|last)?)$/),
    namesBelow("alias/", /^kms:(resourcealiases|requestalias)$/),
    texts(/^(kms:encryptioncontext:|kms:recipientattestation:|aws:resourcetag\/)/),
];

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html */
export const iamDecryptAll = typeRule({
    id: "iam-decrypt-all",
    title: "No policy allows decryption with every key.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Such a role reads whatever the account has encrypted.",
    fix: "Name the key in Resource, or compare kms:ViaService, an alias, a tag of the key or an encryption context with fixed values.",
    sources: ["FSBP KMS.1", "FSBP KMS.2", "AWS-0345"],
    types: IDENTITY_POLICY_TYPES,
    *check(resource) {
        for (const statement of allowedBy(resource)) {
            const decrypts = ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) => statement.isAbout(action));
            // Everything on everything is the matter of iam-administrator.
            const isOnEveryKey = statement.onEvery("kms", "key") && !statement.isAboutEverything;
            if (decrypts && isOnEveryKey && !isLimitedBy(statement, LIMITS)) {
                yield finding(statement.on, "the statement allows decryption with every key");
            }
        }
    },
});
