import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PERMISSION_TYPES } from "../../../policies/model/iam/permissions";
import { IDENTITY_POLICY_TYPES, RESOURCE_POLICY_TYPES } from "../../../policies/model/iam/policy-documents";

/** Types of AWS with a policy in their inputs that no rule reads, each for a reason. */
const LEFT_OUT = new Map(
    Object.entries({
        "an API is for its callers, whom its own authorizers judge": [
            "aws:apigateway/domainName:DomainName",
            "aws:apigateway/restApi:RestApi",
            "aws:apigateway/restApiPolicy:RestApiPolicy",
            "aws:vpclattice/authPolicy:AuthPolicy",
        ],
        "it limits what those inside of a network ask for, and lets in nobody": [
            "aws:ec2/vpcEndpoint:VpcEndpoint",
            "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
        ],
        "it limits the permissions of a session, and adds none": [
            "aws:eks/podIdentityAssociation:PodIdentityAssociation",
            "aws:transfer/access:Access",
            "aws:transfer/user:User",
        ],
        "it is no policy of IAM": [
            "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
            "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
            "aws:cloudwatch/logIndexPolicy:LogIndexPolicy",
            "aws:ecr/lifecyclePolicy:LifecyclePolicy",
            "aws:iot/policy:Policy",
            "aws:iot/policyAttachment:PolicyAttachment",
            "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment",
            "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy",
            "aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy",
            "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",
            "aws:ses/receiptFilter:ReceiptFilter",
            "aws:sns/dataProtectionPolicy:DataProtectionPolicy",
            "aws:verifiedaccess/endpoint:Endpoint",
            "aws:verifiedaccess/group:Group",
        ],
    }).flatMap(([reason, types]) => types.map((type) => [type, reason] as const)),
);

/** An input that holds a policy as text, as the provider's own declarations write it. */
const POLICY =
    /^ {4}(policy|policyDocument|accessPolic(y|ies)|resourcePolicy|repositoryPolicy|deliveryDestinationPolicy|inlinePolicy)\??: .*\bstring\b/m;

function typesWithPolicies(): readonly string[] {
    const root = dirname(require.resolve("@pulumi/aws/package.json"));
    return readdirSync(root, { withFileTypes: true })
        .filter((folder) => folder.isDirectory())
        .flatMap((folder) =>
            readdirSync(join(root, folder.name))
                .filter((file) => file.endsWith(".d.ts") && !file.startsWith("get"))
                .map((file) => join(root, folder.name, file)),
        )
        .flatMap((file) => {
            const text = readFileSync(file, "utf8");
            const inputs = text.slice(text.search(/^export interface \w+Args \{/m));
            const type = /__pulumiType = '([^']+)'/.exec(readFileSync(file.replace(/\.d\.ts$/, ".js"), "utf8"))?.[1];
            return type !== undefined && POLICY.test(inputs) ? [type] : [];
        });
}

describe("The policies of AWS's resources", () => {
    const types = typesWithPolicies();
    const read = new Set([...IDENTITY_POLICY_TYPES, ...RESOURCE_POLICY_TYPES]);

    it("are read wherever the provider takes one, or left out for a reason", () => {
        assert(types.length > 80, `the provider's declarations are read: ${types.length}`);
        assert.deepEqual(
            types.filter((type) => !read.has(type) && !LEFT_OUT.has(type)),
            [],
        );
    });

    it("are read of no type that the provider does not have", () => {
        const known = new Set([...types, "aws:iam/role:Role"]);
        assert.deepEqual(
            [...read, ...LEFT_OUT.keys()].filter((type) => !known.has(type)),
            [],
        );
        assert.deepEqual(
            PERMISSION_TYPES.filter((type) => !/^aws:(lambda|cloudwatch)\//.test(type)),
            [],
        );
    });

    it("are left out of no type that a rule reads", () => {
        assert.deepEqual(
            [...LEFT_OUT.keys()].filter((type) => read.has(type)),
            [],
        );
    });
});
