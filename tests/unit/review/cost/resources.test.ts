import assert from "node:assert/strict";
import { UNKNOWN_STRING } from "../../../../core/engine/signatures";
import { monthlyOf, priced, resource, stackOf } from "./priced-stack";

describe("The cost of a resource", () => {
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

    it("asks for a regional NAT gateway what gateways with an address in each zone cost", () => {
        const subnet = (zone: string, kind: string) =>
            resource("aws:ec2/subnet:Subnet", `${kind}-${zone}`, { availabilityZone: `us-east-1${zone}` });
        const gateway = resource("aws:ec2/natGateway:NatGateway", "nat", { availabilityMode: "regional" });
        const subnets = ["a", "b", "c"].flatMap((zone) => [subnet(zone, "public"), subnet(zone, "private")]);
        // 730 hours in three zones, of a gateway at 0.045 and an address at 0.005.
        assert.equal(monthlyOf(priced(stackOf("us-east-1", gateway, ...subnets)), "::nat"), 98.55 + 10.95);
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
});
