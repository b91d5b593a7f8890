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
            "aws:odb/network:Network",
            "aws:ec2/vpcEndpoint:VpcEndpoint",
            "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
        ],
        "it limits the permissions of a session or of accounts, and adds none": [
            "aws:organizations/policy:Policy",
            "aws:rolesanywhere/profile:Profile",
            "aws:eks/podIdentityAssociation:PodIdentityAssociation",
            "aws:transfer/access:Access",
            "aws:transfer/user:User",
        ],
        "it says what may be shared, and with nobody": ["aws:ram/permission:Permission"],
        "it is no policy of IAM": [
            "aws:emr/instanceGroup:InstanceGroup",
            "aws:networkmanager/coreNetwork:CoreNetwork",
            "aws:route53/trafficPolicy:TrafficPolicy",
            "aws:sns/topicSubscription:TopicSubscription",
            "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
            "aws:sqs/redrivePolicy:RedrivePolicy",
            "aws:workspacesweb/browserSettings:BrowserSettings",
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

/** Names of inputs that hold a policy as text; others are found by what their description says. */
const POLICY =
    /^(policy|\w*policyDocument|accessPolic(y|ies)|(resource|repository|deliveryDestination|inline|session)Policy)$/i;
const DESCRIPTION = /\bpolicy\b.*\bJSON\b|\bJSON\b.*\bpolicy\b/is;

interface Declared {
    readonly name: string;
    readonly type: string;
    readonly description: string;
}

/** The fields of an interface, as the provider's own declarations write them. */
function fieldsOf(declaration: string): readonly Declared[] {
    return [
        ...declaration.matchAll(
            /(?:\/\*\*(?<description>(?:[^*]|\*(?!\/))*)\*\/\s*)?^ +(?<name>\w+)\??: (?<type>[^\n]*);$/gm,
        ),
    ].map(({ groups: { name = "", type = "", description = "" } = {} }) => ({ name, type, description }));
}

/** Nested inputs with a policy, as `s3control.MultiRegionAccessPointPolicyDetails`. */
function nestedPolicies(root: string): ReadonlySet<string> {
    const services = readFileSync(join(root, "types", "input.d.ts"), "utf8").split(/^export declare namespace /m);
    return new Set(
        services.flatMap((service) =>
            service.split(/^ {4}interface /m).flatMap((declaration) => {
                const name = `${/^\w+/.exec(service)}.${/^\w+/.exec(declaration)}`;
                const holds = fieldsOf(declaration).some(
                    (field) => /\bstring\b/.test(field.type) && POLICY.test(field.name),
                );
                return holds ? [name] : [];
            }),
        ),
    );
}

function typesWithPolicies(): readonly string[] {
    const root = dirname(require.resolve("@pulumi/aws/package.json"));
    const nested = nestedPolicies(root);
    const isPolicy = ({ name, type, description }: Declared) =>
        [...type.matchAll(/inputs\.(\w+\.\w+)/g)].some(([, input = ""]) => nested.has(input)) ||
        (/\bstring\b/.test(type) && (POLICY.test(name) || DESCRIPTION.test(description)));
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
            return type !== undefined && fieldsOf(inputs).some(isPolicy) ? [type] : [];
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
        const known = new Set(types);
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
