import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UNKNOWN_STRING } from "../../../core/engine/signatures";
import { cataloguedTypes } from "../../../core/facts/aws/catalog";
import { costOf } from "../../../review/cost/cost";
import { PRICERS } from "../../../review/cost/pricers";
import { type Cost, costSchema } from "../../../review/model/cost";
import type { StackResource } from "../../../review/stack-resource";
import { projectRoot } from "../../../toolchain/paths";
import { recordedStack } from "./recorded";

const TODAY = new Date("2026-11-27");

function read(name: string) {
    return JSON.parse(readFileSync(join(projectRoot(), "core/facts/aws/prices", name), "utf8"));
}

function resource(
    type: string,
    name: string,
    inputs: Record<string, unknown>,
    outputs: Record<string, unknown> = {},
): StackResource {
    return { urn: `urn:pulumi:s::p::${type}::${name}`, type, parent: "urn:pulumi:s::p::group::g", inputs, outputs };
}

/** The provider says which region everything is in. */
function stackOf(region: string, ...resources: readonly StackResource[]): readonly StackResource[] {
    return [resource("pulumi:providers:aws", "aws", { region }), ...resources];
}

function priced(...args: Parameters<typeof costOf>): Cost {
    const cost = costOf(args[0], { today: TODAY, ...args[1] });
    assert.ok(cost);
    costSchema.parse(cost);
    return cost;
}

/** A resource of a stack in another region: all of them follow their provider. */
function movedTo(region: string, one: StackResource): StackResource {
    return one.type === "pulumi:providers:aws" ? { ...one, inputs: { ...one.inputs, region } } : one;
}

function monthlyOf(cost: Cost, ending: string, part?: string): number | undefined {
    const found = cost.items.filter((item) => item.urn.endsWith(ending) && item.part === part);
    assert.equal(found.length, 1, `${ending} ${part}`);
    return found[0]?.monthly;
}

interface NodeGroupRow {
    scalingConfig: { desiredSize: number };
    instanceTypes: string[];
    capacityType: string;
    launchTemplate: { id: string };
}

interface TemplateRow {
    blockDeviceMappings: { ebs: { volumeSize: number } }[];
}

interface EndpointRow {
    vpcEndpointType: string;
    subnetIds?: string[];
}

interface SetRow {
    spec: { replicas: number; volumeClaimTemplates?: { spec: { resources: { requests: { storage: string } } } }[] };
}

/** The sum that somebody would do by hand: from the rows of the data files and the program's own inputs, without the code under test. */
function byHand(stack: "dev" | "prod", region: string): number {
    const units = read("units.json");
    const unit = (name: string): number => units[name].regions?.[region] ?? units[name].everywhere;
    const gb: number = read("volumes.json").regions[region].gp3;
    const rows: Record<string, string> = read(`instances/${region}.json`).families;
    const hour = (type: string) =>
        Number(new RegExp(`(?:^| )${type.split(".")[1]} ([\\d.]+)`).exec(rows[type.split(".")[0] ?? ""] ?? "")?.[1]);
    const text = readFileSync(join(projectRoot(), `tests/graphs/${stack}.json`), "utf8");
    const nodes: { urn: string; inputs: unknown }[] = JSON.parse(text);
    const all = <T>(type: string, name = "") =>
        nodes.flatMap(({ urn, inputs }) => (urn.includes(`> ${type} ${name}`) ? [inputs as T] : []));
    const cents: number[] = [730 * unit("eks-cluster")];
    for (const group of all<NodeGroupRow>("aws:eks/nodeGroup:NodeGroup")) {
        const { desiredSize: count } = group.scalingConfig;
        const hours = group.instanceTypes.map(hour);
        const share = group.capacityType === "SPOT" ? 0.45 * Math.max(...hours) : (hours[0] ?? 0);
        const id = group.launchTemplate.id.replace(/-id$/, "");
        const template = all<TemplateRow>("aws:ec2/launchTemplate:LaunchTemplate", id)[0];
        const size = template?.blockDeviceMappings.reduce((total, { ebs }) => total + ebs.volumeSize, 0) ?? 0;
        cents.push(count * 730 * share, count * size * gb, count * unit("detailed-monitoring"));
    }
    for (const _ of all("aws:ec2/natGateway:NatGateway")) {
        cents.push(730 * unit("nat-gateway"));
    }
    for (const _ of all("aws:ec2/eip:Eip")) {
        cents.push(730 * unit("public-ipv4"));
    }
    for (const { vpcEndpointType, subnetIds = [] } of all<EndpointRow>("aws:ec2/vpcEndpoint:VpcEndpoint")) {
        cents.push(vpcEndpointType === "Interface" ? subnetIds.length * 730 * unit("interface-endpoint") : 0);
    }
    for (const _ of all("aws:kms/key:Key")) {
        cents.push(unit("kms-key"));
    }
    // The load balancer of the ingress controller, which is internal in both.
    cents.push(730 * unit("load-balancer"));
    for (const { spec } of all<SetRow>("kubernetes:apps/v1:StatefulSet")) {
        for (const claim of spec.volumeClaimTemplates ?? []) {
            cents.push(spec.replicas * Number.parseInt(claim.spec.resources.requests.storage, 10) * gb);
        }
    }
    return cents.reduce((total, usd) => total + Math.round(usd * 100 + 1e-7), 0) / 100;
}

describe("The cost of a stack", () => {
    for (const stack of ["prod", "dev"] as const) {
        it(`is, for ${stack}, what the rows of the price list add up to`, () => {
            for (const region of ["eu-west-1", "us-east-1", "eu-central-1"]) {
                const cost = priced(recordedStack(stack).map((one) => movedTo(region, one)));
                assert.equal(cost.region, region);
                assert.equal(cost.monthly, byHand(stack, region));
            }
        });

        it(`has a price, or none to pay, or a use to pay for, of everything that ${stack} has in AWS`, () => {
            const resources = recordedStack(stack);
            const types = new Set(resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")));
            assert.deepEqual(
                [...types].filter((type) => !PRICERS.has(type)),
                [],
            );
            assert.deepEqual(
                priced(resources).items.filter(({ basis }) => basis === "unknown"),
                [],
            );
        });
    }

    it("is nothing for a stack that has nothing in AWS", () => {
        assert.equal(costOf(recordedStack("local"), { today: TODAY }), undefined);
    });

    it("knows what to say of every type of AWS that the catalog has", () => {
        assert.deepEqual(
            cataloguedTypes().filter((type) => !PRICERS.has(type)),
            [],
        );
        const known = new Set(cataloguedTypes());
        assert.deepEqual(
            [...PRICERS.keys()].filter((type) => type.startsWith("aws:") && !known.has(type)),
            [],
        );
    });

    it("lists a type that nobody has looked at", () => {
        const cost = priced(stackOf("eu-west-1", resource("aws:qldb/ledger:Ledger", "x", {})));
        assert.match(cost.notPriced.join("\n"), /qldb Ledger: nobody has looked at what its type costs/);
    });

    it("says that a region has no prices, and takes no other's", () => {
        const cost = priced(
            stackOf(
                "ap-southeast-6",
                resource("aws:ec2/natGateway:NatGateway", "nat", {}),
                resource("aws:kms/key:Key", "key", {}),
            ),
        );
        assert.equal(monthlyOf(cost, "nat"), undefined);
        assert.equal(cost.monthly, 1);
        assert.match(cost.notPriced[0] ?? "", /no prices of ap-southeast-6/);
        assert.ok(cost.notPriced.includes("ec2 NatGateway: no price of NAT gateway in ap-southeast-6"));
    });

    it("says that an instance type has no price, and prices what else its group has", () => {
        const group = resource("aws:eks/nodeGroup:NodeGroup", "g", {
            ...{ instanceTypes: ["m99z.large"], scalingConfig: { desiredSize: 2 }, diskSize: 10 },
        });
        const cost = priced(stackOf("eu-west-1", group));
        assert.equal(monthlyOf(cost, "::g", "instances"), undefined);
        assert.equal(monthlyOf(cost, "::g", "volumes"), 1.76);
    });

    it("prices nothing whose size is known after the update only", () => {
        const group = resource("aws:eks/nodeGroup:NodeGroup", "g", {
            ...{ instanceTypes: ["m7g.large"], scalingConfig: { desiredSize: UNKNOWN_STRING } },
        });
        const cost = priced(
            stackOf("eu-west-1", group, resource("aws:ebs/volume:Volume", "v", { size: UNKNOWN_STRING, type: "gp3" })),
        );
        assert.deepEqual(
            cost.items.map(({ basis }) => basis),
            ["unknown", "unknown"],
        );
        assert.equal(cost.monthly, 0);
    });

    it("finds the launch template of a group whose id is not known yet", () => {
        const group = resource("aws:eks/nodeGroup:NodeGroup", "g", {
            ...{
                instanceTypes: ["m7g.large"],
                scalingConfig: { desiredSize: 2 },
                launchTemplate: { id: UNKNOWN_STRING },
            },
        });
        const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "t", {
            blockDeviceMappings: [{ ebs: { volumeSize: 100, volumeType: "gp3", iops: 4000, throughput: "250" } }],
        });
        // 200 GB at 0.088, 2 x 1,000 IOPS at 0.0055, 2 x 125 MiB/s at 45.056 a GiB/s.
        assert.equal(monthlyOf(priced(stackOf("eu-west-1", group, template)), "::g", "volumes"), 17.6 + 11 + 11);
    });

    it("asks six times as much for a version in extended support unless AWS upgrades it by itself, and for a tier of its own on top", () => {
        const cluster = (version: string, more: Record<string, unknown> = {}) =>
            monthlyOf(
                priced(stackOf("us-east-1", resource("aws:eks/cluster:Cluster", "c", { version, ...more }))),
                "::c",
            );
        assert.equal(cluster("1.36"), 73);
        assert.equal(cluster("1.33"), 438);
        assert.equal(cluster("1.33", { upgradePolicy: { supportType: "EXTENDED" } }), 438);
        assert.equal(cluster("1.33", { upgradePolicy: { supportType: "STANDARD" } }), 73);
        assert.equal(cluster("1.36", { controlPlaneScalingConfig: { tier: "tier-xl" } }), 73 + 1204.5);
        assert.equal(cluster("1.36", { controlPlaneScalingConfig: { tier: "tier-ultra" } }), undefined);
    });

    it("asks less for operations of io2 beyond 32,000 and 64,000", () => {
        const volume = (iops: number) => resource("aws:ebs/volume:Volume", "v", { type: "io2", size: 100, iops });
        assert.equal(monthlyOf(priced(stackOf("us-east-1", volume(70_000))), "::v"), 12.5 + 2080 + 1456 + 191.1);
    });

    it("counts a claim with its set, and one of its own, by the class", () => {
        const io2 = resource("kubernetes:storage.k8s.io/v1:StorageClass", "fast", {
            ...{ metadata: { name: "fast", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } } },
            ...{ provisioner: "ebs.csi.aws.com", parameters: { type: "io2", iopsPerGB: "10" } },
        });
        const efs = resource("kubernetes:storage.k8s.io/v1:StorageClass", "shared", {
            ...{ metadata: { name: "shared" }, provisioner: "efs.csi.aws.com" },
        });
        const spec = (storage: string, storageClassName?: string) => ({
            resources: { requests: { storage } },
            storageClassName,
        });
        const claim = (name: string, namespace: string, ...rest: Parameters<typeof spec>) =>
            resource("kubernetes:core/v1:PersistentVolumeClaim", name, {
                metadata: { name, namespace },
                spec: spec(...rest),
            });
        const set = resource("kubernetes:apps/v1:StatefulSet", "set", {
            ...{ metadata: { name: "db", namespace: "shop" } },
            spec: { replicas: 3, volumeClaimTemplates: [{ metadata: { name: "data" }, spec: spec("1500Mi") }] },
        });
        const cost = priced(
            stackOf(
                "us-east-1",
                io2,
                efs,
                set,
                claim("data-db-2", "shop", "2Gi"),
                claim("data-db-3", "shop", "2Gi"),
                claim("data-db-0", "other", "1Gi", "shared"),
                claim("x", "shop", "1Gi", "gone"),
            ),
        );
        // 1,500 MiB is a volume of 2 GiB with 20 IOPS.
        assert.equal(monthlyOf(cost, "::set", "data"), 4.65);
        assert.equal(
            cost.items.some(({ urn }) => urn.endsWith("data-db-2")),
            false,
        );
        assert.equal(monthlyOf(cost, "data-db-3"), 1.55);
        assert.equal(cost.items.find(({ urn }) => urn.endsWith("data-db-0"))?.basis, "free");
        assert.match(cost.notPriced.join("\n"), /the StorageClass gone is not in the stack/);
    });

    it("counts the load balancers that controllers make, and their public addresses", () => {
        const subnets = ["a", "b"].map((zone) =>
            resource("aws:ec2/subnet:Subnet", zone, { tags: { "kubernetes.io/role/elb": "1" } }),
        );
        const note = "service.beta.kubernetes.io/aws-load-balancer-scheme";
        const service = (name: string, spec: Record<string, unknown>, annotations = {}) =>
            resource("kubernetes:core/v1:Service", name, { metadata: { annotations }, spec });
        const ingress = (name: string, ingressClassName: string, annotations = {}) =>
            resource("kubernetes:networking.k8s.io/v1:Ingress", name, {
                metadata: { annotations },
                spec: { ingressClassName },
            });
        const group = {
            "alb.ingress.kubernetes.io/group.name": "shared",
            "alb.ingress.kubernetes.io/scheme": "internet-facing",
        };
        const cost = priced(
            stackOf(
                ...(["us-east-1", ...subnets] as const),
                service("inner", { type: "ClusterIP" }),
                service("nlb", { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" }),
                service(
                    "open",
                    { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" },
                    { [note]: "internet-facing" },
                ),
                service("old", { type: "LoadBalancer" }),
                ingress("first", "alb", group),
                ingress("second", "alb", group),
                ingress("traefik", "traefik"),
            ),
        );
        const address = 3.65;
        assert.equal(monthlyOf(cost, "::nlb"), 16.43);
        assert.equal(monthlyOf(cost, "::open"), 23.73);
        assert.equal(monthlyOf(cost, "::old"), 18.25 + 2 * address);
        assert.equal(monthlyOf(cost, "::first"), 23.73);
        assert.equal(cost.items.filter(({ basis }) => basis !== "usage" && basis !== "free").length, 4);
    });

    it("counts each load balancer of a release, and no address twice", () => {
        const service = (annotations: Record<string, string>) => ({
            service: { annotations, spec: { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" } },
        });
        const note = "service.beta.kubernetes.io/aws-load-balancer";
        const values = {
            inner: service({}),
            outer: service({ [`${note}-scheme`]: "internet-facing", [`${note}-eip-allocations`]: "eipalloc-1" }),
            open: service({ [`${note}-scheme`]: "internet-facing" }),
        };
        const cost = priced(stackOf("us-east-1", resource("kubernetes:helm.sh/v3:Release", "gateway", { values })));
        assert.equal(monthlyOf(cost, "::gateway"), 16.43);
        assert.equal(monthlyOf(cost, "::gateway", "load balancer 2"), 16.43);
        assert.equal(cost.monthly, 49.29);
        const open = cost.items.find(({ part }) => part === "load balancer 3");
        assert.match(open?.assumption ?? "", /public addresses are not in it/);
    });

    it("has no price of Linux for what is none, or is paid for in another way", () => {
        const group = (more: Record<string, unknown>) =>
            resource("aws:eks/nodeGroup:NodeGroup", "g", {
                ...{ instanceTypes: ["m7i.large"], scalingConfig: { desiredSize: 2 } },
                ...more,
            });
        const basis = (more: Record<string, unknown>) =>
            priced(stackOf("us-east-1", group(more))).items.find(({ part }) => part === "instances")?.basis;
        assert.equal(basis({ amiType: "WINDOWS_CORE_2022_x86_64" }), "unknown");
        assert.equal(basis({ capacityType: "CAPACITY_BLOCK" }), "unknown");
        assert.equal(basis({ capacityType: "SPOT" }), "usage");
        assert.equal(basis({}), "live");
    });

    it("shows what a change adds, takes away and leaves, and sums that add up in cents", () => {
        const nat = (name: string) => resource("aws:ec2/natGateway:NatGateway", name, {});
        const nodes = (size: number) =>
            resource("aws:eks/nodeGroup:NodeGroup", "g", {
                instanceTypes: ["m7g.large"],
                scalingConfig: { desiredSize: size },
            });
        const base = stackOf("eu-west-1", nat("a"), nat("b"), nodes(3));
        const cost = priced(stackOf("eu-west-1", nat("b"), nat("c"), nodes(5)), { base });
        const rows = cost.items
            .filter(({ basis }) => basis !== "usage")
            .map(({ urn, part, status, monthly, before }) => [urn.split("::").at(-1), part, status, before, monthly]);
        assert.deepEqual(rows, [
            ["b", undefined, "present", 35.04, 35.04],
            ["c", undefined, "new", undefined, 35.04],
            ["g", "instances", "changed", 199.29, 332.15],
            ["g", "volumes", "changed", 5.28, 8.8],
            ["a", undefined, "gone", 35.04, undefined],
        ]);
        assert.equal(cost.before, 274.65);
        assert.equal(cost.monthly, 411.03);
    });

    it("is the same number however often and in whatever order it is added", () => {
        const keys = Array.from({ length: 300 }, (_, index) =>
            resource("aws:secretsmanager/secret:Secret", `s${index}`, {}),
        );
        assert.equal(priced(stackOf("eu-west-1", ...keys)).monthly, 120);
    });
});
