import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { awsModels } from "../../../simulator/aws/models";
import table from "./create-only.json";

/** Properties that have other names in the provider than in CloudFormation, by type. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "aws:backup/selection:Selection": { backupPlanId: "planId", backupSelection: "resources" },
    "aws:backup/vault:Vault": { backupVaultName: "name", encryptionKeyArn: "kmsKeyArn" },
    "aws:cloudwatch/logGroup:LogGroup": { logGroupName: "name" },
    "aws:cloudwatch/logStream:LogStream": { logStreamName: "name" },
    "aws:cloudwatch/metricAlarm:MetricAlarm": { alarmName: "name" },
    "aws:dynamodb/table:Table": { tableName: "name", importSourceSpecification: "importTable" },
    "aws:ec2/flowLog:FlowLog": {
        deliverLogsPermissionArn: "iamRoleArn",
        logGroupName: "logDestination",
        resourceId: "vpcId",
        resourceType: "vpcId",
    },
    "aws:ec2/launchTemplate:LaunchTemplate": { launchTemplateName: "name" },
    "aws:ec2/natGateway:NatGateway": { privateIpAddress: "privateIp" },
    "aws:ec2/securityGroup:SecurityGroup": { groupDescription: "description", groupName: "name" },
    "aws:ecr/repository:Repository": { repositoryName: "name", encryptionConfiguration: "encryptionConfigurations" },
    "aws:eks/fargateProfile:FargateProfile": { subnets: "subnetIds" },
    "aws:eks/identityProviderConfig:IdentityProviderConfig": {
        identityProviderConfigName: "oidc.identityProviderConfigName",
        type: "oidc",
    },
    "aws:eks/nodeGroup:NodeGroup": { nodeRole: "nodeRoleArn", nodegroupName: "nodeGroupName", subnets: "subnetIds" },
    "aws:iam/instanceProfile:InstanceProfile": { instanceProfileName: "name" },
    "aws:iam/policy:Policy": { managedPolicyName: "name" },
    "aws:iam/role:Role": { roleName: "name" },
    "aws:iam/rolePolicy:RolePolicy": { policyName: "name", roleName: "role" },
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": { aWSServiceName: "awsServiceName" },
    "aws:kms/alias:Alias": { aliasName: "name" },
    "aws:route53/record:Record": { hostedZoneId: "zoneId", hostedZoneName: "zoneId" },
    "aws:s3/bucket:Bucket": { bucketName: "bucket", bucketNamePrefix: "bucketPrefix" },
    "aws:sns/topic:Topic": { topicName: "name" },
    "aws:sns/topicSubscription:TopicSubscription": { topicArn: "topic" },
    "aws:sqs/queue:Queue": { queueName: "name" },
};

const SEPARATE = "a resource of its own in the provider";
const IN_PLACE = "the provider calls an API that CloudFormation does not use, and changes it in place";

/** Where the provider does otherwise than CloudFormation. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
    "aws:acm/certificate:Certificate certificateExport": "options.export, which is changed in place",
    "aws:acm/certificate:Certificate domainValidationOptions": "validationOptions, which only say where mail goes",
    "aws:ec2/eip:Eip transferAddress": "not an input of the provider",
    "aws:ec2/flowLog:FlowLog tagFieldSpecifications": IN_PLACE,
    "aws:ec2/routeTableAssociation:RouteTableAssociation routeTableId": IN_PLACE,
    "aws:ec2/vpc:Vpc vpcEncryptionControl": SEPARATE,
    "aws:ec2/vpcEndpoint:VpcEndpoint dnsOptions.privateDnsPreference": IN_PLACE,
    "aws:ec2/vpcEndpoint:VpcEndpoint dnsOptions.privateDnsSpecifiedDomains": IN_PLACE,
    "aws:ecr/pullThroughCacheRule:PullThroughCacheRule credentialArn": IN_PLACE,
    "aws:ecr/pullThroughCacheRule:PullThroughCacheRule customRoleArn": IN_PLACE,
    "aws:ecr/pullThroughCacheRule:PullThroughCacheRule upstreamRegistry": "not an input of the provider",
    "aws:efs/accessPoint:AccessPoint clientToken": "not an input of the provider",
};

/** Types whose properties the provider changes by a call that CloudFormation does not use. */
const CHANGED_IN_PLACE: readonly RegExp[] = [/^aws:vpc\/securityGroup(In|E)gressRule:/];

/** Inputs of which the provider's documentation speaks of a new resource in one case only. */
const CONDITIONAL: readonly string[] = [
    "aws:ec2/subnet:Subnet ipv6CidrBlock",
    "aws:ec2/vpcEndpoint:VpcEndpoint privateDnsEnabled",
    "aws:ssm/parameter:Parameter tier",
];

/** VPC address blocks of the other family are a type of their own in the provider. */
const OTHER_FAMILY = /^aws:ec2\/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation (amazonProvided)?[iI]pv6/;

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));

/** The inputs of a type that replace the resource when they change, as the provider's own documentation says. */
function documented(type: string): readonly string[] {
    const [, module = "", className = ""] = type.split(":");
    const source = readFileSync(join(sdk, `${module}.d.ts`), "utf8");
    const args = source.slice(source.indexOf(`export interface ${className}Args`));
    return [...args.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)\??:/g)].flatMap(([, text = "", name = ""]) =>
        /forces?( the)?( creation of)?( a)? new|new resource (to|will) be created|will destroy|recreat/i.test(text)
            ? [name]
            : [],
    );
}

/** `KubernetesNetworkConfig.IpFamily` as the provider writes it. */
function inputPath(type: string, property: string): string {
    const path = property
        .split(".")
        .map((part) => part.charAt(0).toLowerCase() + part.slice(1))
        .join(".");
    const [root = "", ...rest] = path.split(".");
    const names = RENAMED[type] ?? {};
    return names[path] ?? [names[root] ?? root, ...rest].join(".");
}

describe("What replaces a simulated AWS resource", () => {
    for (const [type, model] of Object.entries(awsModels)) {
        const isImmutable = (path: string) =>
            model.immutable?.some((field) => path === field || path.startsWith(`${field}.`)) ?? false;

        it(`is, for ${type}, what the provider's documentation says`, () => {
            const wrong = documented(type).filter(
                (name) =>
                    !model.immutable?.some((field) => field.split(".")[0] === name) &&
                    !CONDITIONAL.includes(`${type} ${name}`),
            );
            assert.deepEqual(wrong, []);
        });

        const properties: readonly string[] | undefined = Object.entries(table.types).find(
            ([name]) => name === type,
        )?.[1];
        if (!properties || CHANGED_IN_PLACE.some((pattern) => pattern.test(type))) continue;
        it(`is, for ${type}, what CloudFormation can set only when it creates one`, () => {
            const wrong = properties
                .map((property) => inputPath(type, property))
                .filter((path) => {
                    const known = `${type} ${path}`;
                    return !isImmutable(path) && !Object.hasOwn(EXCEPTIONS, known) && !OTHER_FAMILY.test(known);
                });
            assert.deepEqual(wrong, []);
        });
    }

    it("has no exception that is none", () => {
        for (const known of [...Object.keys(EXCEPTIONS), ...CONDITIONAL]) {
            const [type = "", path = ""] = known.split(" ");
            assert.ok(!awsModels[type]?.immutable?.includes(path), known);
        }
    });
});
