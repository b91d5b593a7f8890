import { type AwsModels, namedBy } from "../model";

const REPOSITORY = "aws:ecr/repository:Repository";

/** Container image registries. */
export const ecrModels: AwsModels = {
    [REPOSITORY]: {
        immutable: ["name", "encryptionConfigurations"],
        autoname: "name",
        unique: { by: ["name"], error: "RepositoryAlreadyExistsException" },
        tagged: true,
        id: namedBy("name"),
        defaults: () => ({
            encryptionConfigurations: [{ encryptionType: "AES256", kmsKey: "" }],
            imageTagMutability: "MUTABLE",
        }),
        computed: ({ arn, account, region, dnsSuffix }, id) => ({
            arn: arn("ecr", `repository/${id}`),
            registryId: account,
            repositoryUrl: `${account}.dkr.ecr.${region}.${dnsSuffix}/${id}`,
        }),
    },

    "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
        required: ["policy", "repository"],
        immutable: ["repository"],
        json: ["policy"],
        id: namedBy("repository"),
        computed: ({ account }) => ({ registryId: account }),
    },

    "aws:ecr/repositoryPolicy:RepositoryPolicy": {
        required: ["policy", "repository"],
        immutable: ["repository"],
        json: ["policy"],
        id: namedBy("repository"),
        computed: ({ account }) => ({ registryId: account }),
    },

    "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
        required: ["ecrRepositoryPrefix", "upstreamRegistryUrl"],
        immutable: ["ecrRepositoryPrefix", "upstreamRegistryUrl", "upstreamRepositoryPrefix"],
        unique: { by: ["ecrRepositoryPrefix"], error: "PullThroughCacheRuleAlreadyExistsException" },
        id: namedBy("ecrRepositoryPrefix"),
        computed: ({ account }) => ({ registryId: account }),
    },

    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
        required: ["scanType"],
        id: ({ account }) => account,
        computed: ({ account }) => ({ registryId: account }),
    },
};
