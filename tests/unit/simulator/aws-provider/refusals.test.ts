import assert from "node:assert/strict";
import type { PropertyMap } from "../../../../core/engine/values";
import { CLUSTER, Harness, ROLE, SUBNET, VPC } from "./harness";

describe("the simulated AWS provider", () => {
    it("tells what is missing or malformed", () => {
        const { failures } = new Harness().check(ROLE, "node", { assumeRolePolicy: "{oops" });
        assert.deepEqual(failures, [
            { property: "assumeRolePolicy", reason: "'assumeRolePolicy' contains invalid JSON" },
        ]);
        assert.deepEqual(
            new Harness()
                .check(CLUSTER, "plat", { roleArn: "arn:aws:iam::123456789012:role/x", vpcConfig: {} })
                .failures?.map((f) => f.property),
            ["vpcConfig.subnetIds"],
        );
    });

    it("refuses to delete what is in use, until it is not", () => {
        const harness = new Harness();
        const vpc = harness.create(VPC, "net", { cidrBlock: "10.0.0.0/16" });
        const subnet = harness.create(SUBNET, "s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
        const cluster = { roleArn: "arn", name: "plat", vpcConfig: { subnetIds: [subnet.id] } };
        harness.create(CLUSTER, "plat", cluster);
        assert.throws(() => harness.delete(VPC, vpc.id), /DependencyViolation: vpc-.* still used by .*Subnet/);
        assert.throws(() => harness.delete(SUBNET, subnet.id), /DependencyViolation/);
        harness.delete(CLUSTER, "plat");
        harness.delete(SUBNET, subnet.id);
        harness.delete(VPC, vpc.id);
        assert.equal(harness.world.size, 0);
    });

    it("makes NAT gateways in a subnet with an address, or in a VPC without either", () => {
        const aws = new Harness();
        const vpc = aws.create(VPC, "net", { cidrBlock: "10.0.0.0/16" });
        const subnet = aws.create(SUBNET, "s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
        const gateway = (inputs: PropertyMap) => aws.create("aws:ec2/natGateway:NatGateway", "nat", inputs);
        const regional = { availabilityMode: "regional", vpcId: vpc.id };
        assert.throws(() => gateway({}), /MissingParameter.*SubnetId/);
        assert.throws(() => gateway({ availabilityMode: "regional" }), /MissingParameter.*VpcId/);
        assert.throws(() => gateway({ ...regional, subnetId: subnet.id }), /InvalidParameterCombination.*subnetId/);
        assert.throws(() => gateway({ ...regional, allocationId: "eipalloc-1" }), /Invalid.*allocationId/);
        assert.throws(() => gateway({ ...regional, connectivityType: "private" }), /Invalid.*public/);
        const { outputs } = gateway(regional);
        assert.deepEqual(
            [outputs.vpcId, outputs.publicIp, outputs.regionalNatGatewayAutoMode],
            [vpc.id, "", "enabled"],
        );
        assert.throws(() => aws.delete(VPC, vpc.id), /DependencyViolation/);
    });

    it("refuses keys and roles whose policies name principals that do not exist", () => {
        const aws = new Harness();
        const naming = (role: string) =>
            JSON.stringify({ Statement: { Effect: "Allow", Principal: { AWS: role }, Action: "*", Resource: "*" } });
        const linked =
            "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoscaling";
        const key = (policy: string) => aws.create("aws:kms/key:Key", "key", { policy });
        assert.throws(() => key(naming(linked)), /MalformedPolicyDocument.*invalid principals.*AWSServiceRole/);
        assert.throws(
            () => aws.create(ROLE, "a", { assumeRolePolicy: naming("arn:aws:iam::123456789012:user/nobody") }),
            /MalformedPolicyDocument.*nobody/,
        );
        aws.create("aws:iam/serviceLinkedRole:ServiceLinkedRole", "a", { awsServiceName: "autoscaling.amazonaws.com" });
        const role = aws.create(ROLE, "b", { name: "shop", path: "/teams/", assumeRolePolicy: naming("*") });
        const made = key(naming(linked));
        assert.doesNotThrow(() => aws.create("aws:kms/key:Key", "other", { policy: naming(String(role.outputs.arn)) }));
        for (const believed of ["arn:aws:iam::123456789012:root", "123456789012", "arn:aws:iam::999988887777:role/x"]) {
            assert.doesNotThrow(() => aws.create("aws:kms/key:Key", believed, { policy: naming(believed) }));
        }
        assert.throws(
            () =>
                aws.update("aws:kms/key:Key", made.id, made.inputs, {
                    ...made.inputs,
                    policy: naming("arn:aws:iam::123456789012:role/shop"),
                }),
            /invalid principals/,
        );
    });

    it("refuses subnets that overlap or lie outside of their VPC", () => {
        const harness = new Harness();
        const vpc = harness.create(VPC, "net", { cidrBlock: "10.0.0.0/16" });
        harness.create(SUBNET, "a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/20" });
        const another = (cidrBlock: string) => () => harness.create(SUBNET, "b", { vpcId: vpc.id, cidrBlock });
        assert.throws(another("10.0.8.0/24"), /InvalidSubnet.Conflict/);
        assert.throws(another("10.1.0.0/24"), /InvalidSubnet.Range/);
        assert.doesNotThrow(another("10.0.16.0/24"));
    });

    it("refuses to delete a protected cluster, and to skip a Kubernetes version", () => {
        const harness = new Harness();
        const inputs = {
            roleArn: "arn",
            name: "plat",
            version: "1.33",
            deletionProtection: true,
            vpcConfig: { subnetIds: ["subnet-1"] },
        };
        harness.create(CLUSTER, "plat", inputs);
        assert.throws(() => harness.delete(CLUSTER, "plat"), /deletion protection/);
        const upgrade = (version: string) => () => harness.update(CLUSTER, "plat", inputs, { ...inputs, version });
        assert.throws(upgrade("1.35"), /Unsupported Kubernetes minor version update from 1\.33 to 1\.35/);
        assert.throws(upgrade("1.32"), /Unsupported/);
        assert.doesNotThrow(upgrade("1.34"));
    });
});
