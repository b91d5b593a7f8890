import { differences } from "../../../core/engine/diff";
import { mapAt, type PropertyMap } from "../../../core/engine/values";
import type { StoredResource } from "../../world/world";
import { type AwsBehaviour, type AwsBehaviours, ec2Id, joined } from "../behaviour";

const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

/** A rule of a security group as a resource of its own (the `aws.vpc` form). */
function standaloneRule(): AwsBehaviour {
    return {
        uses: { referencedSecurityGroupId: SECURITY_GROUP },
        id: ec2Id("sgr"),
        computed: ({ arn }, id) => ({ arn: arn("ec2", `security-group-rule/${id}`), securityGroupRuleId: id }),
    };
}

/** Inputs of a launch template that belong to the template itself. A change of any other makes a new version of it. */
const TEMPLATE_ITSELF = ["defaultVersion", "name", "namePrefix", "tags", "updateDefaultVersion"];

function templateVersions(inputs: PropertyMap, current: StoredResource | undefined): PropertyMap {
    const content = (properties: PropertyMap) =>
        Object.fromEntries(Object.entries(properties).filter(([key]) => !TEMPLATE_ITSELF.includes(key)));
    const before = typeof current?.outputs.latestVersion === "number" ? current.outputs.latestVersion : 0;
    const isNew = current === undefined || differences(content(current.inputs), content(inputs), []).length > 0;
    const latestVersion = before + (isNew ? 1 : 0);
    return { latestVersion, ...(inputs.updateDefaultVersion === true && { defaultVersion: latestVersion }) };
}

/** Security groups, launch templates and the account's EBS settings. */
export const ec2Behaviours: AwsBehaviours = {
    [SECURITY_GROUP]: {
        unique: { by: ["vpcId", "name"], error: "InvalidGroup.Duplicate" },
        uses: {
            vpcId: "aws:ec2/vpc:Vpc",
            "ingress.securityGroups": SECURITY_GROUP,
            "egress.securityGroups": SECURITY_GROUP,
        },
        inUse: "DependencyViolation",
        id: ec2Id("sg"),
        defaults: () => ({
            description: "Managed by Pulumi",
        }),
        computed: ({ arn, account }, id) => ({ arn: arn("ec2", `security-group/${id}`), ownerId: account }),
    },

    "aws:ec2/securityGroupRule:SecurityGroupRule": {
        uses: { sourceSecurityGroupId: SECURITY_GROUP },
        id: ({ identity }) => `sgrule-${identity.number("id", 4_000_000_000)}`,
        computed: ({ identity }) => ({ securityGroupRuleId: `sgr-0${identity.hex("rule", 16)}` }),
    },

    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": standaloneRule(),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": standaloneRule(),

    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
        // The VPC made it; the resource adopts it.
        id: ({ lookup, text, identity }) => {
            const adopted = lookup("aws:ec2/vpc:Vpc", text("vpcId"))?.defaultSecurityGroupId;
            return typeof adopted === "string" ? adopted : `sg-0${identity.hex("id", 16)}`;
        },
        computed: ({ arn, account }, id) => ({
            arn: arn("ec2", `security-group/${id}`),
            description: "default VPC security group",
            name: "default",
            namePrefix: "",
            ownerId: account,
        }),
    },

    "aws:ec2/launchTemplate:LaunchTemplate": {
        unique: { by: ["name"], error: "InvalidLaunchTemplateName.AlreadyExistsException" },
        uses: { vpcSecurityGroupIds: SECURITY_GROUP },
        id: ec2Id("lt"),
        defaults: () => ({ defaultVersion: 1 }),
        computed: ({ arn, inputs }, id, current) => ({
            arn: arn("ec2", `launch-template/${id}`),
            ...templateVersions(inputs, current),
            metadataOptions: {
                httpEndpoint: "enabled",
                httpProtocolIpv6: "disabled",
                httpPutResponseHopLimit: 1,
                httpTokens: "optional",
                instanceMetadataTags: "disabled",
                ...mapAt(inputs, "metadataOptions"),
            },
        }),
    },

    "aws:ec2/instance:Instance": {
        uses: {
            iamInstanceProfile: "aws:iam/instanceProfile:InstanceProfile",
            subnetId: "aws:ec2/subnet:Subnet",
            vpcSecurityGroupIds: SECURITY_GROUP,
        },
        id: ec2Id("i"),
        computed: ({ arn, identity }, id) => ({
            arn: arn("ec2", `instance/${id}`),
            instanceState: "running",
            primaryNetworkInterfaceId: `eni-0${identity.hex("eni", 16)}`,
            privateIp: `10.0.0.${10 + identity.number("private-ip", 200)}`,
        }),
    },

    "aws:ec2/managedPrefixList:ManagedPrefixList": {
        id: ec2Id("pl"),
        computed: ({ arn, account }, id) => ({ arn: arn("ec2", `prefix-list/${id}`), ownerId: account, version: 1 }),
    },

    "aws:ec2/tag:Tag": {
        id: joined(",", "resourceId", "key"),
    },

    "aws:ebs/encryptionByDefault:EncryptionByDefault": {
        id: () => "terraform-20260101000000000000000001",
        defaults: () => ({ enabled: true }),
    },

    "aws:ebs/defaultKmsKey:DefaultKmsKey": {
        id: ({ text }) => text("keyArn"),
    },
};
