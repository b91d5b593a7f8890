import { createHash } from "node:crypto";
import { type AwsBehaviours, type AwsContext, joined, namedBy } from "../behaviour";
import { missingPrincipals } from "../principals";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Roles, policies and identity providers. */
export const iamBehaviours: AwsBehaviours = {
    [ROLE]: {
        unique: { by: ["name"], error: "EntityAlreadyExists" },
        uses: { permissionsBoundary: POLICY },
        inUse: "DeleteConflict",
        id: namedBy("name"),
        defaults: () => ({
            maxSessionDuration: 3600,
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
        uses: { role: ROLE },
        id: joined(":", "role", "name"),
    },

    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
        uses: { policyArn: POLICY, role: ROLE },
        id: joined("/", "role", "policyArn"),
    },

    [POLICY]: {
        unique: { by: ["name"], error: "EntityAlreadyExists" },
        inUse: "DeleteConflict",
        id: (context) => context.globalArn("iam", `policy${context.text("path", "/")}${context.text("name")}`),
        defaults: () => ({ path: "/" }),
        computed: (context, id) => ({ arn: id, attachmentCount: 0, policyId: uniqueId(context, "ANPA") }),
    },

    "aws:iam/instanceProfile:InstanceProfile": {
        unique: { by: ["name"], error: "EntityAlreadyExists" },
        uses: { role: ROLE },
        id: namedBy("name"),
        defaults: () => ({ path: "/" }),
        computed: (context, id) => ({
            arn: context.globalArn("iam", `instance-profile${context.text("path", "/")}${id}`),
            createDate: context.identity.timestamp("created"),
            uniqueId: uniqueId(context, "AIPA"),
        }),
    },

    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
        unique: { by: ["url"], error: "EntityAlreadyExists" },
        id: ({ globalArn, text }) => globalArn("iam", `oidc-provider/${text("url").replace("https://", "")}`),
        defaults: ({ text }) => ({ thumbprintLists: [createHash("sha1").update(text("url")).digest("hex")] }),
        computed: (_, id) => ({ arn: id }),
    },

    "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
        unique: { by: ["awsServiceName", "customSuffix"], error: "InvalidInput: has been taken" },
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
