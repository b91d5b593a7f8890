import { Secret } from "../../../core/engine/values";
import { type AwsContext, type AwsModels, namedBy } from "../model";

/** Secrets Manager, Parameter Store and GuardDuty. */
export const accountModels: AwsModels = {
    "aws:secretsmanager/secret:Secret": {
        immutable: ["name", "namePrefix"],
        autoname: "name",
        json: ["policy"],
        unique: { by: ["name"], error: "ResourceExistsException" },
        tagged: true,
        id: (context) => secretArn(context),
        defaults: () => ({
            forceOverwriteReplicaSecret: false,
            namePrefix: "",
            policy: "",
            recoveryWindowInDays: 30,
        }),
        computed: (_, id) => ({ arn: id }),
    },

    "aws:secretsmanager/secretVersion:SecretVersion": {
        required: ["secretId"],
        immutable: ["secretId", "secretString", "secretBinary"],
        id: ({ identity, text }) => `${text("secretId")}|${identity.uuid("version")}`,
        defaults: () => ({ versionStages: ["AWSCURRENT"] }),
        computed: ({ identity, text, inputs }) => ({
            arn: text("secretId"),
            hasSecretStringWo: inputs.secretStringWo !== undefined,
            secretArn: text("secretId"),
            versionId: identity.uuid("version"),
        }),
    },

    "aws:ssm/parameter:Parameter": {
        required: ["type"],
        immutable: ["name", "dataType"],
        autoname: "name",
        unique: { by: ["name"], error: "ParameterAlreadyExists" },
        tagged: true,
        id: namedBy("name"),
        defaults: ({ inputs, text }) => ({
            dataType: "text",
            insecureValue: "",
            keyId: text("type") === "SecureString" ? "alias/aws/ssm" : "",
            tier: "Standard",
            value: inputs.insecureValue ?? "",
        }),
        computed: ({ arn, inputs }, id) => ({
            arn: arn("ssm", `parameter${id.startsWith("/") ? "" : "/"}${id}`),
            hasValueWo: inputs.valueWo !== undefined,
            // The official provider hides every parameter's value, whatever its type.
            ...(inputs.value !== undefined && { value: asSecret(inputs.value) }),
            version: 1,
        }),
    },

    "aws:guardduty/detector:Detector": {
        tagged: true,
        id: ({ identity }) => identity.hex("id", 32),
        defaults: () => ({ datasources: {}, enable: true, findingPublishingFrequency: "SIX_HOURS" }),
        computed: ({ arn, account }, id) => ({ accountId: account, arn: arn("guardduty", `detector/${id}`) }),
    },
};

function secretArn({ arn, text, identity }: AwsContext): string {
    const suffix = identity.text("suffix", 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    return arn("secretsmanager", `secret:${text("name")}-${suffix}`);
}

function asSecret(value: AwsContext["inputs"][string]): Secret {
    return value instanceof Secret ? value : new Secret(value ?? null);
}
