import assert from "node:assert/strict";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Cluster } from "@pulumi/eks/cluster";
import { type Input, unknown } from "@pulumi/pulumi";
import { controlPlaneTransforms } from "../../components/cluster/control-plane-arguments";
import { BARE, Life } from "./whole-life";
import { openWorkspace } from "./workspace";

const CLUSTER = "aws:eks/cluster:Cluster";
const NODE_ROLE = "arn:aws:iam::210987654321:role/edge-nodes";

const settings = (cluster: object) => ({ ...BARE, cluster: { ...(BARE.cluster as object), ...cluster } });

const SET = {
    version: "1.35",
    zonalShift: true,
    controlPlane: {
        tier: "tier-xl" as const,
        egress: "customer-routed" as const,
        eventTtlMinutes: 30,
        nodePorts: { min: 31_000, max: 32_000 },
        scheduler: { strategy: "most-allocated" as const, weights: { cpu: 2, memory: 1 } },
        finishedPodsKept: 1000,
        autoscalerSyncSeconds: 10,
    },
    remoteNetworks: { nodes: ["192.168.0.0/20"], pods: ["192.168.128.0/18"], nodeRoles: [NODE_ROLE] },
};

describe("A control plane with everything that the component of EKS has no argument for", function () {
    this.timeout(180_000);
    const life = new Life();
    before(() => life.settle(settings(SET)));
    after(() => life.close());

    /** Why a preview of other settings fails. */
    async function refusal(cluster: object): Promise<string> {
        const { exitCode, errors, dangers } = await life.preview(settings(cluster));
        assert.notEqual(exitCode, 0);
        const refused = dangers.filter(({ kind }) => kind === "refused");
        return [...errors, ...refused.flatMap(({ causes }) => causes)].join("\n");
    }

    it("has it in the cluster itself", () => {
        const [cluster] = life.resources(CLUSTER);
        assert.deepEqual(cluster?.zonalShiftConfig, { enabled: true });
        assert.deepEqual(cluster?.controlPlaneScalingConfig, { tier: "tier-xl" });
        assert.deepEqual(cluster?.kubeApiServerConfig, {
            eventTtl: "30m",
            serviceNodePortRange: { minPort: 31_000, maxPort: 32_000 },
        });
        assert.deepEqual(cluster?.kubeSchedulerConfig, {
            nodeResourcesFit: {
                scoringStrategy: {
                    type: "MostAllocated",
                    resources: [
                        { name: "cpu", weight: 2 },
                        { name: "memory", weight: 1 },
                    ],
                },
            },
        });
        assert.deepEqual(cluster?.kubeControllerManagerConfig, {
            podGcControllerConfig: { terminatedPodGcThreshold: 1000 },
            horizontalPodAutoscalerControllerConfig: { horizontalPodAutoscalerSyncPeriod: "10s" },
        });
        assert.deepEqual(cluster?.remoteNetworkConfig, {
            remoteNodeNetworks: { cidrs: ["192.168.0.0/20"] },
            remotePodNetworks: { cidrs: ["192.168.128.0/18"] },
        });
    });

    it("keeps what the component says of its network, and stands where there is a way out", () => {
        const [cluster] = life.resources(CLUSTER);
        const { controlPlaneEgressMode, subnetIds, endpointPublicAccess, publicAccessCidrs } = (cluster?.vpcConfig ??
            {}) as Readonly<Record<string, unknown>>;
        assert.deepEqual([controlPlaneEgressMode, endpointPublicAccess], ["CUSTOMER_ROUTED", true]);
        assert.deepEqual(publicAccessCidrs, ["203.0.113.0/24"]);
        const subnets = life.resources("aws:ec2/subnet:Subnet").filter(({ id }) => [subnetIds].flat().includes(id));
        const names = subnets.map(({ tags }) => (tags as Readonly<Record<string, string>>).Name);
        assert.deepEqual(names.toSorted(), ["c1-private-eu-west-1a", "c1-private-eu-west-1b"]);
    });

    it("lets the nodes from elsewhere join, in the groups that EKS gives them", () => {
        const entries = life.resources("aws:eks/accessEntry:AccessEntry");
        const entry = entries.find(({ principalArn }) => principalArn === NODE_ROLE);
        assert.equal(entry?.type, "HYBRID_LINUX");
        assert.deepEqual(entry?.kubernetesGroups, []);
    });

    it("is refused to go back to AWS's own egress", async () => {
        for (const egress of ["aws-managed", undefined]) {
            const words = await refusal({ ...SET, controlPlane: { ...SET.controlPlane, egress } });
            assert.match(
                words,
                /controlPlaneEgressMode cannot be changed back|customer-routed, which EKS does not take/,
            );
        }
    });

    it("is refused to leave a setting out, which EKS would keep, and takes the value that new clusters have", async () => {
        const { tier, autoscalerSyncSeconds, ...others } = SET.controlPlane;
        assert.equal(tier, "tier-xl");
        assert.match(
            await refusal({ ...SET, controlPlane: others }),
            /cluster\.controlPlane\.tier was set .*new clusters have standard/s,
        );
        assert.match(await refusal({ ...SET, zonalShift: undefined }), /cluster\.zonalShift was set/);
        const back = { ...SET, zonalShift: false, controlPlane: { ...others, tier: "standard" } };
        assert.equal((await life.preview(settings(back))).exitCode, 0);
    });

    it("is refused to skip a minor version or to go down one", async () => {
        assert.match(await refusal({ ...SET, version: "1.34" }), /from 1\.35 to 1\.34/);
    });

    it("upgrades the control plane, then what nodes need, then the nodes, then what runs on them", async () => {
        const { errors, steps } = await life.run("up", settings({ ...SET, version: "1.36" }));
        assert.deepEqual(errors, []);
        const updated = steps
            .filter(({ op, type }) => op === "update" && type.startsWith("aws:eks/"))
            .map(({ urn }) => urn.split("::").at(-1) ?? "");
        const at = (name: string) => {
            const index = updated.findIndex((urn) => urn.endsWith(name));
            assert.notEqual(index, -1, `${name} is not among ${updated.join(", ")}`);
            return index;
        };
        const order = ["-eksCluster", "-kube-proxy", "-eks-pod-identity-agent", "-a-group", "-coredns"].map(at);
        assert.deepEqual(
            order,
            order.toSorted((one, other) => one - other),
            updated.join(", "),
        );
    });

    it("goes without a trace", () => life.end(settings({ ...SET, version: "1.36" })));
});

describe("A control plane that is previewed on AWS, which does not know its subnets yet", function () {
    this.timeout(120_000);

    it("keeps what is known, and does not lose what is not", async () => {
        const workspace = await openWorkspace(async () => {
            const aws = new AwsProvider("aws", { region: "eu-west-1" });
            new Cluster(
                "plat",
                {
                    ...{ name: "plat", version: "1.36", authenticationMode: "API", skipDefaultNodeGroup: true },
                    ...{ vpcId: "vpc-0123456789abcdef0", endpointPrivateAccess: true, endpointPublicAccess: false },
                    subnetIds: ["subnet-0123456789abcdef0", unknown as unknown as Input<string>],
                },
                { providers: { aws }, transforms: controlPlaneTransforms({ ...SET, zonalShift: true }) },
            );
        });
        try {
            const { failure, steps } = await workspace.preview();
            assert.equal(failure, undefined);
            const [cluster] = steps.filter(({ op, type }) => op === "create" && type === CLUSTER);
            assert.deepEqual(cluster?.inputs.zonalShiftConfig, { enabled: true });
            const { subnetIds, ...network } = (cluster?.inputs.vpcConfig ?? {}) as Readonly<Record<string, unknown>>;
            assert.deepEqual(subnetIds, ["subnet-0123456789abcdef0", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"]);
            assert.equal(network.endpointPrivateAccess, true);
            assert.equal(network.controlPlaneEgressMode, "CUSTOMER_ROUTED");
        } finally {
            await workspace.close();
        }
    });
});
