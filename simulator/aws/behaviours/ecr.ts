import { type AwsBehaviours, namedBy } from "../behaviour";

const REPOSITORY = "aws:ecr/repository:Repository";

/** Container image registries. */
export const ecrBehaviours: AwsBehaviours = {
    [REPOSITORY]: {
        unique: { by: ["name"], error: "RepositoryAlreadyExistsException" },
        id: namedBy("name"),
        defaults: () => ({
            encryptionConfigurations: [{ encryptionType: "AES256" }],
            imageTagMutability: "MUTABLE",
        }),
        computed: ({ arn, account, region, dnsSuffix }, id) => ({
            arn: arn("ecr", `repository/${id}`),
            registryId: account,
            repositoryUrl: `${account}.dkr.ecr.${region}.${dnsSuffix}/${id}`,
        }),
    },

    "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
        id: namedBy("repository"),
        computed: ({ account }) => ({ registryId: account }),
    },

    "aws:ecr/repositoryPolicy:RepositoryPolicy": {
        id: namedBy("repository"),
        computed: ({ account }) => ({ registryId: account }),
    },

    "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
        unique: { by: ["ecrRepositoryPrefix"], error: "PullThroughCacheRuleAlreadyExistsException" },
        id: namedBy("ecrRepositoryPrefix"),
        computed: ({ account }) => ({ registryId: account }),
    },

    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
        id: ({ account }) => account,
        computed: ({ account }) => ({ registryId: account }),
    },
};
