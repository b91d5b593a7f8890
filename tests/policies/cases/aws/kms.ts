import { resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** Breaches of the rules over KMS keys. */
export const KMS_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "kms-key-enabled",
        resource: resource("aws:kms/key:Key", { enableKeyRotation: true }),
        breaches: [breach("a disabled key", "isEnabled", false)],
    },
    {
        rule: "kms-key-enabled",
        resource: resource("aws:kms/replicaKey:ReplicaKey", { primaryKeyArn: KEY }),
        breaches: [breach("a disabled key", "enabled", false)],
    },
    {
        rule: "kms-policy-lockout",
        resource: resource("aws:kms/key:Key", { enableKeyRotation: true }),
        breaches: [breach("a check that is bypassed", "bypassPolicyLockoutSafetyCheck", true)],
    },
    {
        rule: "kms-rotation",
        resource: resource("aws:kms/key:Key", { enableKeyRotation: true, customerMasterKeySpec: "SYMMETRIC_DEFAULT" }),
        dependsOn: ["customerMasterKeySpec"],
        breaches: [breach("nothing", "enableKeyRotation", undefined), breach("false", "enableKeyRotation", false)],
        accepted: [
            ...["RSA_2048", "HMAC_256"].map((spec) =>
                breach(spec, "", { customerMasterKeySpec: spec, enableKeyRotation: false }),
            ),
            breach("a key of a store of your own", "", { customKeyStoreId: "cks-1", enableKeyRotation: false }),
        ],
    },
    {
        rule: "kms-deletion-window",
        resource: resource("aws:kms/key:Key", { deletionWindowInDays: 30 }),
        breaches: [breach("a week", "deletionWindowInDays", 7)],
        accepted: [breach("nothing, which means 30 days", "deletionWindowInDays", undefined)],
    },
];
