import { Secret } from "../../../core/engine/values";
import { type AwsBehaviours, type AwsContext, namedBy } from "../behaviour";

/** Parameters. */
export const ssmBehaviours: AwsBehaviours = {
    "aws:ssm/parameter:Parameter": {
        unique: { by: ["name"], error: "ParameterAlreadyExists" },
        id: namedBy("name"),
        defaults: ({ inputs, text }) => ({
            dataType: "text",
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
};

function asSecret(value: AwsContext["inputs"][string]): Secret {
    return value instanceof Secret ? value : new Secret(value ?? null);
}
