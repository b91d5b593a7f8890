import assert from "node:assert/strict";
import { join } from "node:path";
import { failFast } from "../../cli/engine/fail-fast";
import { describedNetwork } from "../../cli/engine/given-world";
import { loadConfig } from "../../components/config";
import type { ExistingNetworkConfig } from "../../components/config/sections/network";
import { plainProgram } from "../../components/plain-program";
import { type GivenResource, readJournal } from "../../simulator";
import { openWorkspace, type SimulatedWorkspace } from "./workspace";

const VPC = "vpc-0123456789abcdef0";
const subnet = (digit: number) => `subnet-0123456789abcdef${digit}`;
const SETTINGS = {
    region: "eu-west-1",
    cluster: { kind: "eks", name: "test" },
    nodeGroups: { system: { instanceTypes: ["m7g.large"], max: 3 } },
    network: {
        existing: {
            vpcId: VPC,
            cidr: "10.40.0.0/16",
            subnets: {
                "eu-west-1b": { private: subnet(2), public: subnet(4) },
                "eu-west-1a": { private: subnet(1), public: subnet(3), intra: subnet(5) },
            },
        },
    },
    calico: { enabled: false },
    ingress: { enabled: false },
    admission: { enabled: false },
};

function described(): ExistingNetworkConfig {
    const values = Object.entries(SETTINGS).map(([key, value]) => [`eks-platform:${key}`, value]);
    const config = loadConfig({ stack: "test", values: Object.fromEntries(values) });
    assert.ok(config.kind === "eks" && config.network.existing);
    return config.network;
}

/** Resources with something else of one of them. */
function withOutputs(
    given: readonly GivenResource[],
    id: string,
    outputs: GivenResource["outputs"],
): readonly GivenResource[] {
    return given.map((one) => (one.id === id ? { ...one, outputs: { ...one.outputs, ...outputs } } : one));
}

/** The network with something else of one of its resources. */
function changed(id: string, outputs: GivenResource["outputs"]): readonly GivenResource[] {
    return withOutputs(describedNetwork(described()), id, outputs);
}

const NO_WAY_OUT = changed("rtb-0000000000000001", { routes: [] });

/** Endpoints in the VPC: interfaces, but for what ends in ` gateway`. */
function endpoints(...services: readonly string[]): readonly GivenResource[] {
    return services.map((text, index) => {
        const [service, kind = "interface"] = text.split(" ");
        return {
            type: "aws:ec2/vpcEndpoint:VpcEndpoint",
            id: `vpce-${index}`,
            outputs: {
                vpcId: VPC,
                serviceName: `com.amazonaws.eu-west-1.${service}`,
                vpcEndpointType: kind === "gateway" ? "Gateway" : "Interface",
            },
        };
    });
}

/** What a stack with these settings calls. */
const SERVICES = ["ecr.api", "ecr.dkr", "sts", "ec2", "logs", "eks", "eks-auth", "autoscaling", "elasticfilesystem"];

describe("A cluster in a network that exists", function () {
    this.timeout(120_000);
    let workspace: SimulatedWorkspace | undefined;
    afterEach(() => workspace?.close());

    async function open(given: readonly GivenResource[], more: object = {}): Promise<SimulatedWorkspace> {
        workspace = await openWorkspace(failFast(plainProgram), { given, worldFile: "world.jsonl" });
        const settings = { ...SETTINGS, network: { existing: { ...SETTINGS.network.existing, ...more } } };
        const values = Object.entries(settings).map(([key, value]) => [
            `eks-platform:${key}`,
            { value: typeof value === "string" ? value : JSON.stringify(value) },
        ]);
        await workspace.stack.setAllConfig(Object.fromEntries(values));
        return workspace;
    }

    it("is made without a part of the network, stays as it is, and goes without a trace", async () => {
        const stack = await open(describedNetwork(described()));
        const preview = await stack.preview();
        assert.equal(preview.failure, undefined);
        assert.deepEqual(preview.unknowns, []);
        const up = await stack.up();
        assert.equal(up.failure, undefined);
        const types = new Set(up.steps.map(({ type }) => type));
        for (const part of [
            "vpc:Vpc",
            "subnet:Subnet",
            "natGateway:NatGateway",
            "flowLog:FlowLog",
            "vpcEndpoint:VpcEndpoint",
        ]) {
            assert.ok(!types.has(`aws:ec2/${part}`), part);
        }
        const inputs = (type: string) => up.steps.find((step) => step.type === type)?.inputs;
        assert.deepEqual(inputs("aws:eks/cluster:Cluster")?.vpcConfig, {
            ...Object(inputs("aws:eks/cluster:Cluster")?.vpcConfig),
            subnetIds: [subnet(5), subnet(2)],
        });
        assert.deepEqual(inputs("aws:eks/nodeGroup:NodeGroup")?.subnetIds, [subnet(1), subnet(2)]);
        assert.equal((await stack.up({ expectNoChanges: true })).failure, undefined);
        assert.equal((await stack.refresh({ expectNoChanges: true })).failure, undefined);
        assert.equal((await stack.destroy()).failure, undefined);
        assert.deepEqual(readJournal(join(stack.folder, "world.jsonl")), []);
    });

    const lies: readonly [what: string, given: readonly GivenResource[], words: readonly RegExp[]][] = [
        ["that is not there", [], [/network\.existing\.vpcId\n/, /describe-vpcs/]],
        ["with another block", changed(VPC, { cidrBlock: "10.41.0.0/16" }), [/existing\.cidr\n/, /10\.41\.0\.0\/16/]],
        [
            "without DNS hostnames",
            changed(VPC, { enableDnsHostnames: false }),
            [/existing\.vpcId\n/, /enable-dns-hostnames/],
        ],
        [
            "whose subnet is in another VPC",
            changed(subnet(1), { vpcId: "vpc-0ffffffffffffffff" }),
            [/existing\.subnets\.eu-west-1a\.private\n/, /a subnet of vpc-0123456789abcdef0/],
        ],
        [
            "whose subnet is in another zone, and nearly full",
            changed(subnet(5), { availabilityZone: "eu-west-1c", availableIpAddressCount: 15 }),
            [/eu-west-1a\.intra\n/, /this one is in\s+eu-west-1c/, /it has 15/],
        ],
        [
            "whose subnets are in another block of the VPC",
            [subnet(1), subnet(5)].reduce(
                (given, id) => withOutputs(given, id, { cidrBlock: "100.64.0.0/18" }),
                describedNetwork(described()),
            ),
            [/eu-west-1a\.private\n[\s\S]*inside of\s+10\.40\.0\.0\/16/, /eu-west-1a\.intra\n/, /has 2 faults/],
        ],
        [
            "whose subnets no load balancer finds",
            changed(subnet(2), { tags: {} }).map((one) =>
                one.id === subnet(3) ? { ...one, outputs: { ...one.outputs, tags: {} } } : one,
            ),
            [/eu-west-1b\.private\n[\s\S]*internal-elb/, /eu-west-1a\.public\n[\s\S]*role\/elb/, /has 2 faults/],
        ],
        [
            "whose private subnets lead to an internet gateway, and the public ones to NAT",
            changed("rtb-0000000000000001", { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }).map((one) =>
                one.id === "rtb-0000000000000002"
                    ? {
                          ...one,
                          outputs: { ...one.outputs, routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }] },
                      }
                    : one,
            ),
            [/eu-west-1a\.private\n[\s\S]*serves\s+no\s+other/, /eu-west-1b\.public\n/],
        ],
        [
            "without a way out or endpoints, which is described as open",
            NO_WAY_OUT,
            [/network\.existing\.reachesInternet\n/, /network\.existing\.subnets\n/, /ecr\.api,[\s\S]*s3/],
        ],
        [
            "without a way out, and with S3 at interfaces alone",
            [...NO_WAY_OUT, ...endpoints(...SERVICES, "s3")],
            [/network\.existing\.subnets\n[\s\S]*Add the route, or\s+endpoints\s+for\s+s3/],
        ],
    ];
    for (const [what, given, words] of lies) {
        it(`is refused in the preview in one ${what}`, async () => {
            const stack = await open(given);
            const preview = await stack.preview();
            const errors = preview.diagnostics("error").join("\n");
            for (const word of words) {
                assert.match(errors, word);
            }
            assert.doesNotMatch(errors, /^\s+at /m);
            assert.equal(stack.simulator.world.size, 0);
        });
    }

    it("is made where endpoints take the place of a way out, some of them twice", async () => {
        const stack = await open([...NO_WAY_OUT, ...endpoints(...SERVICES, "sts", "s3", "s3 gateway")], {
            reachesInternet: false,
        });
        assert.equal((await stack.preview()).failure, undefined);
    });
});
