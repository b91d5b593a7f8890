import { listAt, mapAt } from "../../../core/engine/values";
import { type AwsBehaviours, type AwsContext, namedBy } from "../behaviour";

/** Certificates. */
export const acmBehaviours: AwsBehaviours = {
    "aws:acm/certificate:Certificate": {
        inUse: "ResourceInUseException",
        id: ({ arn, identity }) => arn("acm", `certificate/${identity.uuid("id")}`),
        defaults: ({ text }) => ({
            keyAlgorithm: "RSA_2048",
            subjectAlternativeNames: [text("domainName")],
            validationMethod: "NONE",
        }),
        computed: (context, id) => ({
            arn: id,
            domainValidationOptions: validations(context),
            notAfter: "",
            notBefore: "",
            options: {
                certificateTransparencyLoggingPreference: "ENABLED",
                export: "DISABLED",
                ...mapAt(context.inputs, "options"),
            },
            pendingRenewal: false,
            renewalEligibility: "INELIGIBLE",
            renewalSummaries: [],
            status: "PENDING_VALIDATION",
            type: "AMAZON_ISSUED",
            validationEmails: [],
        }),
    },

    "aws:acm/certificateValidation:CertificateValidation": {
        id: namedBy("certificateArn"),
    },
};

function validations(context: AwsContext) {
    if (context.text("validationMethod") !== "DNS") {
        return [];
    }
    const domains = new Set([
        context.text("domainName"),
        ...listAt(context.inputs, "subjectAlternativeNames").filter((name) => typeof name === "string"),
    ]);
    return [...domains].map((domainName) => ({
        domainName,
        resourceRecordName: `_${context.identity.hex(`name ${domainName}`, 32)}.${domainName.replace("*.", "")}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: `_${context.identity.hex(`value ${domainName}`, 32)}.acm-validations.aws.`,
    }));
}
