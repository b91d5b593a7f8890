import { listAt, mapAt, stringAt } from "../../../core/engine/values";
import { type AwsContext, type AwsModels, joined, namedBy } from "../model";

/** DNS zones (Route 53) and certificates (ACM). */
export const domainModels: AwsModels = {
    "aws:route53/zone:Zone": {
        immutable: ["name", "delegationSetId"],
        autoname: "name",
        inUse: "HostedZoneNotEmpty",
        global: true,
        tagged: true,
        id: ({ identity }) => `Z${identity.text("id", 20, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}`,
        defaults: () => ({ comment: "Managed by Pulumi", enableAcceleratedRecovery: false, forceDestroy: false }),
        computed: (context, id) => ({
            arn: `arn:${context.partition}:route53:::hostedzone/${id}`,
            nameServers: nameServers(context),
            primaryNameServer: nameServers(context)[0],
            zoneId: id,
        }),
    },

    "aws:route53/record:Record": {
        required: ["name", "type", "zoneId"],
        immutable: ["name", "setIdentifier", "type", "zoneId"],
        unique: { by: ["zoneId", "name", "type", "setIdentifier"], error: "InvalidChangeBatch: it already exists" },
        uses: { zoneId: "aws:route53/zone:Zone" },
        global: true,
        id: joined("_", "zoneId", "name", "type"),
        defaults: () => ({ allowOverwrite: false }),
        computed: (context) => {
            const zone = stringAt(context.lookup("aws:route53/zone:Zone", context.text("zoneId")) ?? {}, "name") ?? "";
            const name = context.text("name");
            return { fqdn: zone === "" || name === zone || name.endsWith(`.${zone}`) ? name : `${name}.${zone}` };
        },
    },

    "aws:acm/certificate:Certificate": {
        immutable: [
            "domainName",
            "subjectAlternativeNames",
            "validationMethod",
            "keyAlgorithm",
            "certificateAuthorityArn",
        ],
        tagged: true,
        id: ({ arn, identity }) => arn("acm", `certificate/${identity.uuid("id")}`),
        defaults: ({ text }) => ({
            domainName: "",
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
        required: ["certificateArn"],
        immutable: ["certificateArn", "validationRecordFqdns"],
        id: namedBy("certificateArn"),
    },
};

function nameServers({ identity }: AwsContext): string[] {
    return ["org", "co.uk", "com", "net"].map(
        (domain, index) => `ns-${identity.number(domain, 512) + index * 512}.awsdns-${10 + index}.${domain}`,
    );
}

function validations(context: AwsContext) {
    if (context.text("validationMethod") !== "DNS") return [];
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
