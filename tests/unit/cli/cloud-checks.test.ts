import assert from "node:assert/strict";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { refuseExampleValues, requireWayToCluster } from "../../../cli/engine/cloud-checks";
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

    it("is refused before anything is made where it makes the VPC that alone reaches the API server", async () => {
        await assert.rejects(
            requireWayToCluster("up", eks(), stackWith("pulumi:pulumi:Stack"), () => {}),
            (error) => error instanceof UserError && /cluster\.endpoint\.publicCidrs[\s\S]*checkip/.test(error.message),
        );
    });

    it("is previewed all the same, with the reason", async () => {
        const notes: string[] = [];
        await requireWayToCluster("preview", eks(), stackWith(), (note) => notes.push(note));
        assert.match(notes.join(), /up will refuse this: eks-platform:cluster\.endpoint\.publicCidrs/);
    });

    it("goes on with a public block, and without one once the cluster exists", async () => {
        const fail = () => assert.fail("no note");
        await requireWayToCluster("up", eks(cluster({ endpoint: { publicCidrs: ["8.8.8.8/32"] } })), stackWith(), fail);
        await requireWayToCluster("up", eks(), stackWith("aws:eks/cluster:Cluster"), fail);
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
