import assert from "node:assert/strict";
import { Network } from "../../../components/network/network";
import { load } from "../config/valid";
import { only, type RecordedResource, record } from "./mocks";

async function network(changes: Record<string, unknown> = {}): Promise<readonly RecordedResource[]> {
    const config = load({ "eks-platform:network": changes });
    assert.ok(config.kind === "eks" && config.network.existing === undefined);
    const args = { network: config.network, region: config.region, clusterName: "test", logsKeyArn: "arn:key" };
    return (await record("update", () => new Network("test", args, {}))).resources;
}

const ofType = (resources: readonly RecordedResource[], type: string) =>
    resources.filter((resource) => resource.type === type);

describe("The network", function () {
    this.timeout(10_000);
    let plain: readonly RecordedResource[];
    before(async () => {
        plain = await network();
    });

    for (const [nat, gateways] of [
        ["none", 0],
        ["single", 1],
        ["per-zone", 3],
        ["regional", 1],
    ] as const) {
        it(`has ${gateways} NAT gateways with nat: ${nat}, and a private default route in each zone that has a way out`, async () => {
            const resources = await network({ nat });
            assert.equal(ofType(resources, "aws:ec2/natGateway:NatGateway").length, gateways);
            const routes = ofType(resources, "aws:ec2/route:Route").filter(
                ({ inputs }) => inputs.natGatewayId !== undefined,
            );
            assert.equal(routes.length, gateways === 0 ? 0 : 3);
            assert.equal(new Set(routes.map(({ inputs }) => inputs.natGatewayId)).size, gateways);
        });
    }

    it("has a regional NAT gateway of the VPC itself, in no subnet and without addresses of the stack", async () => {
        const resources = await network({ nat: "regional" });
        const { subnetId, allocationId, ...gateway } = only(resources, "aws:ec2/natGateway:NatGateway");
        assert.deepEqual([subnetId, allocationId], [undefined, undefined]);
        assert.equal(gateway.availabilityMode, "regional");
        assert.equal(gateway.vpcId, "test-vpc-id");
        assert.deepEqual(ofType(resources, "aws:ec2/eip:Eip"), []);
    });

    it("is the same for zones that are listed in another order, also with an address plan of one's own (case 125)", async () => {
        const [a, b, c] = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
        const blocks = async (changes: Record<string, unknown>) =>
            ofType(await network(changes), "aws:ec2/subnet:Subnet")
                .map(({ name, inputs }) => `${name} ${inputs.cidrBlock}`)
                .sort();
        assert.deepEqual(await blocks({ zones: [b, c, a] }), await blocks({ zones: [a, b, c] }));
        const plan = (first: number, second: number) => ({
            public: [`10.0.${first}.0/24`, `10.0.${second}.0/24`],
            private: [`10.0.${first + 10}.0/24`, `10.0.${second + 10}.0/24`],
            intra: [`10.0.${first + 20}.0/24`, `10.0.${second + 20}.0/24`],
        });
        assert.deepEqual(
            await blocks({ zones: [b, a], subnets: plan(2, 1) }),
            await blocks({ zones: [a, b], subnets: plan(1, 2) }),
        );
    });

    it("tags subnets for load balancers, and for nothing that asks for none", () => {
        const tags = ofType(plain, "aws:ec2/subnet:Subnet").map(({ name, inputs }) => [
            name,
            JSON.stringify(inputs.tags),
        ]);
        assert.equal(tags.length, 9);
        for (const [name = "", text = ""] of tags) {
            assert.equal(text.includes('"kubernetes.io/role/elb":"1"'), name.includes("public"));
            assert.equal(text.includes('"kubernetes.io/role/internal-elb":"1"'), name.includes("private"));
            assert.ok(!text.includes("karpenter"), text);
        }
    });

    it("gives no instance a public address", () => {
        for (const { inputs } of ofType(plain, "aws:ec2/subnet:Subnet")) {
            assert.equal(inputs.mapPublicIpOnLaunch, false);
        }
    });

    it("closes the default security group", () => {
        const group = only(plain, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
        assert.deepEqual([group.ingress, group.egress], [[], []]);
    });

    it("leaves intra subnets without a way out", () => {
        const resources = plain;
        const table = ofType(resources, "aws:ec2/routeTable:RouteTable").find(({ name }) =>
            name.endsWith("intra-routes"),
        );
        assert.ok(table);
        const routes = ofType(resources, "aws:ec2/route:Route").filter(
            ({ inputs }) => inputs.routeTableId === `${table.name}-id`,
        );
        assert.deepEqual(routes, []);
    });

    it("records its traffic in an encrypted log group with an end to its retention", async () => {
        const logs = only(await network({ flowLogRetentionDays: 30 }), "aws:cloudwatch/logGroup:LogGroup");
        assert.equal(logs.retentionInDays, 30);
        assert.equal(logs.kmsKeyId, "arn:key");
    });

    it("reaches the registry and S3 without leaving Amazon's network", () => {
        const services = ofType(plain, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName);
        assert.deepEqual(services.toSorted(), [
            "com.amazonaws.eu-west-1.ecr.api",
            "com.amazonaws.eu-west-1.ecr.dkr",
            "com.amazonaws.eu-west-1.s3",
        ]);
    });
});
