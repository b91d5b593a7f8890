import { resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const repository = resource("aws:ecr/repository:Repository", {
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS" }],
});

/** Breaches of the rules over ECR repositories. */
export const ECR_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "ecr-immutable-tags",
        resource: repository,
        breaches: [
            breach("nothing", "imageTagMutability", undefined),
            breach("mutable tags", "imageTagMutability", "MUTABLE"),
            breach("mutable tags but a few", "imageTagMutability", "MUTABLE_WITH_EXCLUSION"),
        ],
        accepted: [breach("immutable tags but a few", "imageTagMutability", "IMMUTABLE_WITH_EXCLUSION")],
    },
    {
        rule: "ecr-immutable-tags",
        resource: resource("aws:ecr/repository:Repository", {
            ...repository.props,
            imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
            imageTagMutabilityExclusionFilters: [{ filter: "dev-*", filterType: "WILDCARD" }],
        }),
        dependsOn: ["imageTagMutability"],
        breaches: ["*", "latest*"].map((filter) =>
            breach(filter, "imageTagMutabilityExclusionFilters[0].filter", filter),
        ),
    },
    {
        rule: "ecr-scan-on-push",
        resource: repository,
        breaches: [breach("nothing", "imageScanningConfiguration", undefined, "imageScanningConfiguration.scanOnPush")],
    },
    {
        rule: "ecr-encryption",
        resource: repository,
        breaches: [
            breach("nothing", "encryptionConfigurations", undefined),
            breach("AES256", "encryptionConfigurations[0].encryptionType", "AES256", "encryptionConfigurations"),
        ],
    },
];
