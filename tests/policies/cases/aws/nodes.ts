import { resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 20 } }],
});
const instance = resource("aws:ec2/instance:Instance", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    rootBlockDevice: { encrypted: true },
    ebsBlockDevices: [{ deviceName: "/dev/xvdb", encrypted: true }],
});

/** Breaches of the rules over node groups, launch templates and instances. */
export const NODES_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "node-group-launch-template",
        resource: resource("aws:eks/nodeGroup:NodeGroup", { launchTemplate: { id: "lt-1", version: "1" } }),
        breaches: [breach("nothing", "launchTemplate", undefined)],
    },
    {
        rule: "node-group-remote-access",
        resource: resource("aws:eks/nodeGroup:NodeGroup", { nodeGroupName: "web" }),
        breaches: [
            breach("a key for the world", "remoteAccess.ec2SshKey", "key", "remoteAccess.sourceSecurityGroupIds"),
        ],
        accepted: [
            breach("a key for a bastion", "remoteAccess", { ec2SshKey: "key", sourceSecurityGroupIds: ["sg-1"] }),
        ],
    },
    {
        rule: "launch-template-metadata",
        resource: template,
        breaches: [
            breach("IMDSv1", "metadataOptions.httpTokens", "optional"),
            breach("nothing", "metadataOptions", undefined, "metadataOptions.httpTokens"),
            breach("two hops", "metadataOptions.httpPutResponseHopLimit", 2),
            breach("no limit of hops", "metadataOptions.httpPutResponseHopLimit", undefined),
        ],
        accepted: [breach("no metadata service", "metadataOptions", { httpEndpoint: "disabled" })],
    },
    {
        rule: "launch-template-volumes",
        resource: template,
        breaches: [
            breach("a plain disk", "blockDeviceMappings[0].ebs.encrypted", "false"),
            breach("nothing", "blockDeviceMappings[0].ebs.encrypted", undefined),
            breach("a public address", "networkInterfaces[0].associatePublicIpAddress", "true"),
        ],
    },
    {
        rule: "launch-template-metadata",
        resource: instance,
        breaches: [breach("IMDSv1", "metadataOptions.httpTokens", "optional")],
    },
    {
        rule: "launch-template-volumes",
        resource: instance,
        breaches: [
            breach("a plain disk", "rootBlockDevice.encrypted", undefined),
            breach("a plain second disk", "ebsBlockDevices[0].encrypted", false),
            breach("a public address", "associatePublicIpAddress", true),
        ],
    },
];
