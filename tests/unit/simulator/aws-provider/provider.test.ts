import assert from "node:assert/strict";
import { type PropertyMap, Secret } from "../../../../core/engine/values";
import { World } from "../../../../simulator/world/world";
import { Harness, LOG_GROUP, SUBNET, VPC } from "./harness";

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
        assert.throws(
            () => invoke("aws:ec2/getVpc:getVpc", { tags: { Name: "other" } }),
            /no matching EC2 VPC found: 0 of/,
        );
        const byVpc = { filters: [{ name: "vpc-id", values: [vpc.id] }] };
        assert.deepEqual(
            invoke("aws:ec2/getSubnets:getSubnets", byVpc).ids,
            subnets.map(({ id }) => id),
        );
        const byTag = { filters: [{ name: "tag:tier", values: ["t1"] }] };
        assert.deepEqual(invoke("aws:ec2/getSubnets:getSubnets", byTag).ids, [subnets[1]?.id]);
    });
});
