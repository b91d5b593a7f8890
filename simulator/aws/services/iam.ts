import { createHash } from "node:crypto";
import { type AwsContext, type AwsModels, joined, namedBy } from "../model";
import { missingPrincipals } from "../principals";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Roles, policies and identity providers. */
export const iamModels: AwsModels = {
    [ROLE]: {
        required: ["assumeRolePolicy"],
        immutable: ["name", "namePrefix", "path"],
        autoname: "name",
        json: ["assumeRolePolicy"],
        unique: { by: ["name"], error: "EntityAlreadyExists" },
        inUse: "DeleteConflict",
        global: true,
        tagged: true,
        id: namedBy("name"),
        defaults: () => ({
            description: "",
            forceDetachPolicies: false,
            inlinePolicies: [],
            managedPolicyArns: [],
            maxSessionDuration: 3600,
            namePrefix: "",
            path: "/",
        }),
        computed: (context, id) => ({
            arn: context.globalArn("iam", `role${context.text("path", "/")}${id}`),
            createDate: context.identity.timestamp("created"),
            uniqueId: uniqueId(context, "AROA"),
        }),
        refuseCreate: refuseTrust,
        refuseUpdate: refuseTrust,
    },

    "aws:iam/rolePolicy:RolePolicy": {
        required: ["policy", "role"],
        immutable: ["name", "namePrefix", "role"],
        autoname: "name",
        json: ["policy"],
        uses: { role: ROLE },
        global: true,
        id: joined(":", "role", "name"),
        defaults: () => ({ namePrefix: "" }),
    },

    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
        required: ["policyArn", "role"],
        immutable: ["policyArn", "role"],
        uses: { policyArn: POLICY, role: ROLE },
        global: true,
        id: joined("/", "role", "policyArn"),
    },

    [POLICY]: {
        required: ["policy"],
        immutable: ["name", "namePrefix", "path", "description"],
        autoname: "name",
        json: ["policy"],
        unique: { by: ["name"], error: "EntityAlreadyExists" },
        inUse: "DeleteConflict",
        global: true,
        tagged: true,
        id: (context) => context.globalArn("iam", `policy${context.text("path", "/")}${context.text("name")}`),
        defaults: () => ({ description: "", namePrefix: "", path: "/" }),
        computed: (context, id) => ({ arn: id, attachmentCount: 0, policyId: uniqueId(context, "ANPA") }),
    },

    "aws:iam/instanceProfile:InstanceProfile": {
        immutable: ["name", "namePrefix", "path"],
        autoname: "name",
        unique: { by: ["name"], error: "EntityAlreadyExists" },
        uses: { role: ROLE },
        global: true,
        tagged: true,
        id: namedBy("name"),
        defaults: () => ({ namePrefix: "", path: "/" }),
        computed: (context, id) => ({
            arn: context.globalArn("iam", `instance-profile${context.text("path", "/")}${id}`),
            createDate: context.identity.timestamp("created"),
            uniqueId: uniqueId(context, "AIPA"),
        }),
    },

    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
        required: ["clientIdLists", "url"],
        immutable: ["url"],
        unique: { by: ["url"], error: "EntityAlreadyExists" },
        global: true,
        tagged: true,
        id: ({ globalArn, text }) => globalArn("iam", `oidc-provider/${text("url").replace("https://", "")}`),
        defaults: ({ text }) => ({ thumbprintLists: [createHash("sha1").update(text("url")).digest("hex")] }),
        computed: (_, id) => ({ arn: id }),
    },

    "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
        required: ["awsServiceName"],
        immutable: ["awsServiceName", "customSuffix"],
        unique: { by: ["awsServiceName", "customSuffix"], error: "InvalidInput: has been taken" },
        global: true,
        tagged: true,
        id: (context) => context.globalArn("iam", serviceLinkedPath(context) + serviceLinkedName(context)),
        computed: (context, id) => ({
            arn: id,
            createDate: context.identity.timestamp("created"),
            name: serviceLinkedName(context),
            path: `/aws-service-role/${context.text("awsServiceName")}/`,
            uniqueId: uniqueId(context, "AROA"),
        }),
    },
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html#troubleshoot_policies_invalid-principal */
function refuseTrust(context: AwsContext): string | undefined {
    const missing = missingPrincipals(context, "assumeRolePolicy");
    return missing.length === 0
        ? undefined
        : `MalformedPolicyDocument: Invalid principal in policy: ${missing.join(", ")}`;
}

function uniqueId({ identity }: AwsContext, prefix: string): string {
    return prefix + identity.text("unique-id", 17, BASE32);
}

function serviceLinkedPath({ text }: AwsContext): string {
    return `role/aws-service-role/${text("awsServiceName")}/`;
}

function serviceLinkedName({ text }: AwsContext): string {
    const service = text("awsServiceName").split(".")[0] ?? "";
    const suffix = text("customSuffix");
    const title = service.charAt(0).toUpperCase() + service.slice(1);
    return `AWSServiceRoleFor${title}${suffix && `_${suffix}`}`;
}
