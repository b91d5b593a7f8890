import assert from "node:assert/strict";
import { type PropertyMap, Secret } from "../../../core/engine/values";
import { AwsProvider } from "../../../simulator/aws/provider";
import { World } from "../../../simulator/world/world";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const ROLE = "aws:iam/role:Role";
const CLUSTER = "aws:eks/cluster:Cluster";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** A provider with the requests of the engine, without the engine. */
class Harness {
    readonly provider: AwsProvider;

    constructor(
        readonly world = new World(),
        args: PropertyMap = {},
    ) {
        this.provider = new AwsProvider(world);
        this.provider.configure({ args: { region: "eu-west-1", ...args }, urn: undefined });
    }

    check(type: string, name: string, news: PropertyMap, olds?: PropertyMap) {
        return this.provider.check({
            urn: `urn:${type}::${name}`,
            type,
            name,
            olds,
            news,
            randomSeed: new Uint8Array(),
        });
    }

    create(type: string, name: string, news: PropertyMap, preview = false) {
        const { inputs } = this.check(type, name, news);
        const made = this.provider.create({
            urn: `urn:${type}::${name}`,
            type,
            name,
            inputs,
            preview,
            timeoutSeconds: 0,
        });
        return { ...made, inputs };
    }

    update(type: string, id: string, oldInputs: PropertyMap, inputs: PropertyMap) {
        const request = { urn: `urn:${type}::${id}`, type, name: id, id, oldInputs, inputs };
        return this.provider.update({ ...request, oldOutputs: {}, preview: false, timeoutSeconds: 0 });
    }

    diff(type: string, oldInputs: PropertyMap, news: PropertyMap) {
        const request = { urn: "urn:x", type, name: "x", id: "x", oldOutputs: {}, ignoreChanges: [] };
        return this.provider.diff({ ...request, oldInputs, news });
    }

    delete(type: string, id: string) {
        const request = { urn: `urn:${id}`, type, name: id, id, oldInputs: {}, oldOutputs: {}, timeoutSeconds: 0 };
        this.provider.delete(request);
    }
}

describe("the simulated AWS provider", () => {
    it("gives a preview the id and values that the update will have, and makes nothing", () => {
        const harness = new Harness();
        const planned = harness.create(VPC, "net", { cidrBlock: "10.0.0.0/16" }, true);
        assert.equal(harness.world.size, 0);
        assert.deepEqual(harness.create(VPC, "net", { cidrBlock: "10.0.0.0/16" }), planned);
        assert.match(planned.id, /^vpc-0[0-9a-f]{16}$/);
        assert.equal(planned.outputs.arn, `arn:aws:ec2:eu-west-1:123456789012:vpc/${planned.id}`);
    });

    it("lets resources of one preview refer to each other", () => {
        const harness = new Harness();
        const vpc = harness.create(VPC, "net", { cidrBlock: "10.0.0.0/16" }, true);
        const subnet = harness.create(SUBNET, "s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" }, true);
        const gateway = harness.create("aws:ec2/natGateway:NatGateway", "nat", { subnetId: subnet.id }, true);
        assert.equal(gateway.outputs.vpcId, vpc.id);
    });

    it("names what has no name, keeps the name, and takes another for a replacement", () => {
        const harness = new Harness();
        const role = { assumeRolePolicy: "{}" };
        const first = harness.create(ROLE, "node", role);
        assert.match(first.id, /^node-[0-9a-f]{7}$/);
        const again = harness.check(ROLE, "node", role, first.inputs).inputs;
        assert.equal(again.name, first.id);
        const replacement = harness.check(ROLE, "node", role).inputs;
        assert.notEqual(replacement.name, first.id);
        const chosen = harness.check(ROLE, "node", { ...role, name: "mine" }, first.inputs).inputs;
        assert.equal(chosen.name, "mine");
    });

    it("begins the names of key aliases with alias/, as KMS wants them", () => {
        const { id, inputs } = new Harness().create("aws:kms/alias:Alias", "logs", { targetKeyId: "key" });
        assert.match(id, /^alias\/logs-[0-9a-f]{7}$/);
        assert.equal(inputs.name, id);
    });

    it("keeps a generated name that would be another today, and judges a chosen one", () => {
        const olds = { name: "logs-1234567", __defaults: ["name"], targetKeyId: "key" };
        const harness = new Harness();
        const { inputs, failures } = harness.check("aws:kms/alias:Alias", "logs", { targetKeyId: "key" }, olds);
        assert.equal(inputs.name, "logs-1234567");
        assert.deepEqual(failures, []);
        assert.deepEqual(harness.diff("aws:kms/alias:Alias", olds, inputs).differences, []);
        const chosen = harness.check("aws:kms/alias:Alias", "logs", { name: "logs-1234567", targetKeyId: "key" }, olds);
        assert.deepEqual(
            chosen.failures?.map(({ property }) => property),
            ["name"],
        );
    });

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

    it("names another resource when a chosen name is taken back", () => {
        const harness = new Harness();
        const chosen = harness.create(ROLE, "node", { assumeRolePolicy: "{}", name: "mine" });
        const unnamed = harness.check(ROLE, "node", { assumeRolePolicy: "{}" }, chosen.inputs).inputs;
        assert.notEqual(unnamed.name, "mine");
    });

    it("follows the provider's region, account, partition and default tags", () => {
        const harness = new Harness(new World(), {
            region: "cn-north-1",
            allowedAccountIds: '["210987654321"]',
            defaultTags: '{"tags":{"team":"core","stack":"prod"}}',
        });
        const { outputs } = harness.create(LOG_GROUP, "logs", { name: "/a", tags: { team: "edge" } });
        assert.equal(outputs.arn, "arn:aws-cn:logs:cn-north-1:210987654321:log-group:/a");
        assert.deepEqual(outputs.tagsAll, { team: "edge", stack: "prod" });
    });

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

    it("carries secrets from inputs to outputs and keeps them out of the world", () => {
        const harness = new Harness();
        const { outputs } = harness.create("aws:ssm/parameter:Parameter", "p", {
            type: "SecureString",
            name: "/p",
            value: new Secret("hush"),
        });
        assert.deepEqual(outputs.value, new Secret("hush"));
        assert.ok(!JSON.stringify(harness.world.list()).includes("hush"));
    });

    it("refuses a name that is taken in the region, and allows it in another", () => {
        const world = new World();
        const harness = new Harness(world);
        harness.create(LOG_GROUP, "one", { name: "/taken" });
        assert.throws(() => harness.create(LOG_GROUP, "two", { name: "/taken" }), /ResourceAlreadyExistsException/);
        new Harness(world, { region: "us-east-1" }).create(LOG_GROUP, "three", { name: "/taken" });
        assert.equal(world.size, 2);
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

    it("keeps generated values through an update", () => {
        const harness = new Harness();
        const inputs = { roleArn: "arn", name: "plat", version: "1.34", vpcConfig: { subnetIds: ["subnet-1"] } };
        const before = harness.create(CLUSTER, "plat", inputs).outputs;
        const after = harness.update(CLUSTER, "plat", inputs, { ...inputs, version: "1.35" });
        assert.equal(after.version, "1.35");
        const generated = ["endpoint", "identities", "certificateAuthority", "createdAt"] as const;
        for (const key of generated) {
            assert.deepEqual(after[key], before[key]);
        }
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

    it("changes every resource that has tags where the provider's own tags change, and none that has them already", () => {
        const world = new World();
        const tags = (all: PropertyMap) => ({ defaultTags: JSON.stringify({ tags: all }) });
        const made = new Harness(world, tags({ stack: "prod" })).create(VPC, "net", { cidrBlock: "10.0.0.0/16" });
        const compare = (defaults: PropertyMap, news: PropertyMap) =>
            new Harness(world, tags(defaults)).provider.diff({
                ...{ urn: "urn:x", type: VPC, name: "net", id: made.id, ignoreChanges: [] },
                ...{ oldInputs: made.inputs, oldOutputs: made.outputs, news },
            }).differences;
        assert.deepEqual(compare({ stack: "prod" }, made.inputs), []);
        assert.deepEqual(compare({ stack: "prod", cost: "42" }, made.inputs), [
            { path: "tagsAll.cost", kind: "add", replace: false },
        ]);
        const own = { ...made.inputs, tags: { cost: "7" } };
        assert.deepEqual(compare({ stack: "prod", cost: "42" }, own), [
            { path: "tags.cost", kind: "add", replace: false },
        ]);
    });

    it("stays in the account in which it began, whichever accounts are allowed later", () => {
        const world = new World();
        new Harness(world).create(VPC, "net", { cidrBlock: "10.0.0.0/16" });
        const allowed = (account: string) => ({ allowedAccountIds: JSON.stringify([account]) });
        const later = new Harness(world, allowed("210987654321")).create(LOG_GROUP, "logs", { name: "/a" });
        assert.match(String(later.outputs.arn), /:123456789012:/);
        const chosen = new World();
        new Harness(chosen, allowed("210987654321")).create(VPC, "net", { cidrBlock: "10.0.0.0/16" });
        assert.throws(() => new Harness(chosen, allowed("111122223333")), /AWS account ID not allowed: 210987654321/);
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

    it("answers functions, and names those that it does not know", () => {
        const { provider } = new Harness();
        const zones = provider.invoke({ token: "aws:index/getAvailabilityZones:getAvailabilityZones", args: {} });
        assert.deepEqual(zones.names, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
        assert.deepEqual(zones.zoneIds, ["euw1-az1", "euw1-az2", "euw1-az3"]);
        assert.throws(
            () => provider.invoke({ token: "aws:braket/getJob:getJob", args: {} }),
            /aws:braket\/getJob:getJob.*simulator\/aws\/functions\//,
        );
    });

    it("finds VPCs and subnets by tag, filter and id", () => {
        const harness = new Harness();
        const vpc = harness.create(VPC, "net", { cidrBlock: "10.0.0.0/16", tags: { Name: "net" } });
        const subnets = ["10.0.0.0/24", "10.0.1.0/24"].map((cidrBlock, index) =>
            harness.create(SUBNET, `s${index}`, { vpcId: vpc.id, cidrBlock, tags: { tier: `t${index}` } }),
        );
        const invoke = (token: string, args: PropertyMap) => harness.provider.invoke({ token, args });
        assert.equal(invoke("aws:ec2/getVpc:getVpc", { tags: { Name: "net" } }).id, vpc.id);
        assert.throws(() => invoke("aws:ec2/getVpc:getVpc", { tags: { Name: "other" } }), /0 VPCs/);
        const byVpc = { filters: [{ name: "vpc-id", values: [vpc.id] }] };
        assert.deepEqual(
            invoke("aws:ec2/getSubnets:getSubnets", byVpc).ids,
            subnets.map(({ id }) => id),
        );
        const byTag = { filters: [{ name: "tag:tier", values: ["t1"] }] };
        assert.deepEqual(invoke("aws:ec2/getSubnets:getSubnets", byTag).ids, [subnets[1]?.id]);
    });
});
