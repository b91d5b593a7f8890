import assert from "node:assert/strict";
import type { PropertyMap } from "../../../../core/engine/values";
import { CLUSTER, Harness, ROLE, VPC } from "./harness";

describe("the simulated AWS provider", () => {
    it("replaces what AWS cannot change, and nothing else", () => {
        const changes: readonly (readonly [
            type: string,
            before: PropertyMap,
            after: PropertyMap,
            replaces: boolean,
        ])[] = [
            ["aws:ec2/natGateway:NatGateway", { privateIp: "10.0.0.9" }, { privateIp: "10.0.0.8" }, true],
            ["aws:ec2/eip:Eip", { address: "192.0.2.1" }, { address: "192.0.2.2" }, true],
            [
                "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
                { ipv4IpamPoolId: "a" },
                { ipv4IpamPoolId: "b" },
                true,
            ],
            ["aws:ec2/flowLog:FlowLog", { transitGatewayAttachmentId: "a" }, { transitGatewayAttachmentId: "b" }, true],
            ["aws:rds/instance:Instance", { storageEncrypted: false }, { storageEncrypted: true }, true],
            ["aws:rds/instance:Instance", { instanceClass: "db.t4g.small" }, { instanceClass: "db.m7g.large" }, false],
            [
                "aws:ec2/routeTableAssociation:RouteTableAssociation",
                { routeTableId: "a" },
                { routeTableId: "b" },
                false,
            ],
            ["aws:rds/instance:Instance", { identifier: "a" }, { identifier: "b" }, false],
            ["aws:rds/instance:Instance", { engine: "postgres" }, { engine: "mysql" }, true],
            ["aws:msk/serverlessCluster:ServerlessCluster", { tags: { a: "b" } }, { tags: { a: "c" } }, false],
            [ROLE, { namePrefix: "a" }, { namePrefix: "b" }, true],
        ];
        const harness = new Harness();
        for (const [type, before, after, replaces] of changes) {
            const found = harness.diff(type, before, after).differences.some(({ replace }) => replace);
            assert.equal(found, replaces, `${type} ${JSON.stringify(after)}`);
        }
    });

    it("replaces a cluster whose encryption is taken away, not one that is encrypted or gets another key", () => {
        const harness = new Harness();
        const encrypted = (key: string): PropertyMap => ({
            encryptionConfig: {
                provider: { keyArn: `arn:aws:kms:eu-west-1:123456789012:key/${key}` },
                resources: ["secrets"],
            },
        });
        const replaces = (before: PropertyMap, after: PropertyMap) =>
            harness.diff(CLUSTER, before, after).differences.some(({ replace }) => replace);
        assert.equal(replaces({}, encrypted("a")), false);
        assert.equal(replaces(encrypted("a"), encrypted("b")), false);
        assert.equal(replaces(encrypted("a"), {}), true);
    });

    it("replaces for immutable inputs, deleting first where both would bear one name", () => {
        const harness = new Harness();
        const vpc = harness.diff(VPC, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" });
        assert.deepEqual(vpc, {
            differences: [{ path: "cidrBlock", kind: "update", replace: true }],
            deleteBeforeReplace: false,
        });
        const role = { name: "node", path: "/" };
        assert.equal(harness.diff(ROLE, role, { ...role, path: "/x/" }).deleteBeforeReplace, true);
        assert.equal(harness.diff(ROLE, role, { name: "other", path: "/" }).deleteBeforeReplace, false);
    });

    it("counts a launch template's versions by its content, which a tag of its own is not", () => {
        const harness = new Harness();
        const type = "aws:ec2/launchTemplate:LaunchTemplate";
        const disk = (volumeSize: number, more: PropertyMap = {}) => ({
            name: "nodes",
            updateDefaultVersion: true,
            blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize } }],
            ...more,
        });
        const made = harness.create(type, "nodes", disk(50));
        const versions = (inputs: PropertyMap) => {
            const { latestVersion, defaultVersion } = harness.update(type, made.id, made.inputs, inputs);
            return [latestVersion, defaultVersion];
        };
        assert.deepEqual([made.outputs.latestVersion, made.outputs.defaultVersion], [1, 1]);
        assert.deepEqual(versions(disk(60)), [2, 2]);
        assert.deepEqual(versions(disk(60, { tags: { team: "core" } })), [2, 2]);
        assert.deepEqual(versions(disk(70, { tagSpecifications: [{ tags: { team: "core" } }] })), [3, 3]);
    });

    it("lets an access policy be associated anew, and takes it along with its entry", () => {
        const harness = new Harness();
        const [entry, association] = ["accessEntry:AccessEntry", "accessPolicyAssociation:AccessPolicyAssociation"];
        const principal = { clusterName: "plat", principalArn: "arn:aws:iam::123456789012:role/admin" };
        const made = harness.create(`aws:eks/${entry}`, "admin", principal);
        const associate = (namespaces: string[]) =>
            harness.create(`aws:eks/${association}`, "view", {
                ...principal,
                policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
                accessScope: { type: "namespace", namespaces },
            });
        assert.equal(associate(["a"]).id, associate(["a", "b"]).id);
        harness.delete(`aws:eks/${entry}`, made.id);
        assert.equal(harness.world.size, 0);
    });
});
