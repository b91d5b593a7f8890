import assert from "node:assert/strict";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { refuseBeyondCluster, refuseExampleValues, requireWayToCluster } from "../../../cli/engine/cloud-checks";
import { UserError } from "../../../cli/errors";
import { loadConfig, readStackFile } from "../../../components/config";
import { projectRoot } from "../../../toolchain/paths";
import { load, TODAY } from "../config/valid";

function eks(changes: Record<string, unknown> = {}) {
    const config = load(changes);
    assert.ok(config.kind === "eks");
    return config;
}

const cluster = (changes: object) => ({ "eks-platform:cluster": { kind: "eks", name: "test", ...changes } });

/** A stack whose state holds resources of these types. */
function stackWith(...types: string[]): Stack {
    const deployment = { resources: types.map((type) => ({ type })) };
    const stub: Partial<Stack> = { exportStack: async () => ({ version: 3, deployment }) };
    // The checks ask for the state alone.
    return stub as Stack;
}

const UP = { operation: "up", endsWithCluster: false } as const;
const fail = () => assert.fail("no note");

describe("An update of AWS", () => {
    it("is refused for every account and block that only documentation uses, in one report", () => {
        const changes = {
            ...cluster({
                endpoint: { publicCidrs: ["203.0.113.7/32", "8.8.8.0/24"] },
                access: { a: { principalArn: "arn:aws:iam::123456789012:role/x", policy: "view" } },
            }),
            "eks-platform:allowedAccountIds": ["111122223333"],
            "eks-platform:namespaces": {
                shop: { team: { group: "shop", principals: ["arn:aws:iam::111122223333:role/shop"] } },
            },
        };
        const paths = [
            "allowedAccountIds[0]",
            "cluster.access.a.principalArn",
            "cluster.endpoint.publicCidrs[0]",
            "namespaces.shop.team.principals[0]",
        ];
        assert.throws(
            () => refuseExampleValues("up", eks(changes)),
            (error) => {
                assert.ok(error instanceof UserError);
                assert.match(error.message, /has 4 faults; nothing was created/);
                for (const path of paths) {
                    assert.ok(error.message.includes(`eks-platform:${path}\n`), path);
                }
                return true;
            },
        );
        refuseExampleValues("destroy", eks(changes));
        refuseExampleValues("up", eks(cluster({ endpoint: { publicCidrs: ["8.8.8.0/24"] } })));
    });

    it("is refused before anything is made where it makes the VPC that alone reaches the API server, with every way there is", async () => {
        await assert.rejects(requireWayToCluster(UP, eks(), stackWith("pulumi:pulumi:Stack"), fail), (error) => {
            assert.ok(error instanceof UserError);
            const words = error.message.replace(/\s+/g, " ");
            assert.match(words, /eks-platform:cluster\.endpoint\.access received: "network"/);
            for (const way of [
                "access: public-cidrs",
                "access: session",
                "network.existing",
                "up -- test --until cluster",
            ]) {
                assert.ok(words.includes(way), way);
            }
            return true;
        });
    });

    it("is refused without the blocks that it says that commands come from, whether the cluster exists or not", async () => {
        const config = eks(cluster({ endpoint: { access: "public-cidrs" } }));
        for (const stack of [stackWith(), stackWith("aws:eks/cluster:Cluster")]) {
            await assert.rejects(
                requireWayToCluster(UP, config, stack, fail),
                /cluster\.endpoint\.publicCidrs\n[\s\S]*checkip/,
            );
        }
    });

    it("is previewed all the same, with the reason", async () => {
        const notes: string[] = [];
        const preview = { ...UP, operation: "preview" } as const;
        await requireWayToCluster(preview, eks(), stackWith(), (note) => notes.push(note));
        assert.match(notes.join(), /up will refuse this: eks-platform:cluster\.endpoint\.access/);
    });

    it("goes on with a public block, with the cluster as its end, and in the network once the cluster exists", async () => {
        const open = eks(cluster({ endpoint: { publicCidrs: ["8.8.8.8/32"] } }));
        await requireWayToCluster(UP, open, stackWith(), fail);
        await requireWayToCluster({ ...UP, endsWithCluster: true }, eks(), stackWith(), fail);
        await requireWayToCluster(UP, eks(), stackWith("aws:eks/cluster:Cluster"), fail);
    });

    it("goes on in a network that exists, which the command may be in", async () => {
        const subnets = Object.fromEntries(
            ["a", "b"].map((zone) => [`eu-west-1${zone}`, { private: `subnet-0123456789abcdef${zone}` }]),
        );
        const existing = { vpcId: "vpc-0123456789abcdef0", cidr: "10.40.0.0/16", subnets };
        await requireWayToCluster(UP, eks({ "eks-platform:network": { existing } }), stackWith(), fail);
    });

    it("ends with the cluster only where nothing is in it yet", async () => {
        await refuseBeyondCluster("test", stackWith("aws:eks/cluster:Cluster", "pulumi:providers:kubernetes"));
        await assert.rejects(
            refuseBeyondCluster("test", stackWith("kubernetes:core/v1:Namespace")),
            (error) =>
                error instanceof UserError && /has more than its cluster[\s\S]*leave --until out/.test(error.message),
        );
    });

    it("is refused for no value of the shipped stacks", () => {
        // Their accounts are the user's to name; the endpoint is judged against the state.
        for (const stack of ["dev", "prod"]) {
            const file = join(projectRoot(), `Pulumi.${stack}.yaml`);
            const config = loadConfig(readStackFile(file, stack), { today: TODAY });
            assert.ok(config.kind === "eks");
            refuseExampleValues("up", config);
        }
    });
});
