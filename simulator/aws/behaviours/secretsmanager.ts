import type { AwsBehaviours, AwsContext } from "../behaviour";

/** Secrets with rotation and versions. */
export const secretsmanagerBehaviours: AwsBehaviours = {
    "aws:secretsmanager/secret:Secret": {
        unique: { by: ["name"], error: "ResourceExistsException" },
        id: (context) => secretArn(context),
        defaults: () => ({
            recoveryWindowInDays: 30,
        }),
        computed: (_, id) => ({ arn: id }),
    },

    "aws:secretsmanager/secretVersion:SecretVersion": {
        id: ({ identity, text }) => `${text("secretId")}|${identity.uuid("version")}`,
        defaults: () => ({ versionStages: ["AWSCURRENT"] }),
        computed: ({ identity, text, inputs }) => ({
            arn: text("secretId"),
            hasSecretStringWo: inputs.secretStringWo !== undefined,
            secretArn: text("secretId"),
            versionId: identity.uuid("version"),
        }),
    },
};

function secretArn({ arn, text, identity }: AwsContext): string {
    const suffix = identity.text("suffix", 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    return arn("secretsmanager", `secret:${text("name")}-${suffix}`);
}
