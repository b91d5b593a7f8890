import { finding, typeRule } from "../../model/rule";

const INSTANCE = "aws:ec2/instance:Instance";

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateEbsBlockDeviceRequest.html */
export const launchTemplateVolumes = typeRule({
    id: "launch-template-volumes",
    title: "Nodes' disks are encrypted, and nodes have no public address.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "A node's disk holds images, logs and the Secrets of its pods.",
    fix: 'Set ebs.encrypted to "true" on every block device, and associatePublicIpAddress to "false".',
    sources: ["FSBP EC2.25", "CKV_AWS_88", "CKV_AWS_8", "AWS-0131", "AWS-0009"],
    types: ["aws:ec2/launchTemplate:LaunchTemplate", INSTANCE],
    *check({ type, props }) {
        const ownDisks = [props.key("rootBlockDevice"), ...props.key("ebsBlockDevices").items];
        for (const encrypted of type === INSTANCE ? ownDisks.map((disk) => disk.key("encrypted")) : []) {
            if (encrypted.outside(true)) {
                yield finding(encrypted, `the disk's encrypted is ${encrypted}; required: true`);
            }
        }
        for (const device of props.key("blockDeviceMappings").items) {
            const encrypted = device.at("ebs.encrypted");
            if (device.key("ebs").present && encrypted.outside("true", true)) {
                yield finding(encrypted, `the disk's encrypted is ${encrypted}; required: "true"`);
            }
        }
        for (const network of [props, ...props.key("networkInterfaces").items]) {
            const address = network.key("associatePublicIpAddress");
            if (address.outside(undefined, "false", false, "")) {
                yield finding(address, `associatePublicIpAddress is ${address}; allowed: "false"`);
            }
        }
    },
});
