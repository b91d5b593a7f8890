import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isProtectedByConfig, refuseIfProtected } from "../../../cli/engine/protection";
import { graphFile, type Node } from "../../graphs/graph";

const urn = (parents: string, type: string, name: string) =>
    `urn:pulumi:prod::eks-platform::${parents}${type}::${name}`;
const STACK = { urn: urn("", "pulumi:pulumi:Stack", "eks-platform-prod"), type: "pulumi:pulumi:Stack" };
const CLUSTER = {
    urn: urn("eks-platform:index:Platform$", "aws:eks/cluster:Cluster", "c"),
    type: "aws:eks/cluster:Cluster",
};
const VPC = { urn: urn("", "aws:ec2/vpc:Vpc", "v"), type: "aws:ec2/vpc:Vpc" };
const NAMESPACE = "kubernetes:core/v1:Namespace";
const namespace = (parent: string) => ({
    urn: urn(`eks-platform:${parent}$eks-platform:namespaces:PlatformNamespace$`, NAMESPACE, "n"),
    type: NAMESPACE,
});

const refusal = (resources: readonly object[], protect: boolean) => {
    const exportStack = async () => ({ version: 3, deployment: { resources } as never });
    return refuseIfProtected({ exportStack }, protect);
};

describe("The protection from a destroy", () => {
    it("holds for what the state says of it", async () => {
        await assert.rejects(refusal([STACK, { ...CLUSTER, protect: true }], true), /aws:eks:Cluster c/);
        await assert.rejects(refusal([STACK, { ...CLUSTER, protect: true }], false), /aws:eks:Cluster c/);
    });

    it("holds where the config says it and the state not yet, as after a teardown that is over", async () => {
        await assert.rejects(refusal([STACK, VPC, CLUSTER], true), (error: Error) => {
            assert.match(error.message, /protected by its config .*and not yet in AWS or its cluster/);
            assert.match(error.message, /\n {2}aws:eks:Cluster c\n/);
            assert.match(error.message, /Next step: run up first.*\n.*eks-platform:protect: false/);
            return true;
        });
        await assert.rejects(refusal([STACK, namespace("namespaces:Namespaces")], true), /Namespace n/);
    });

    it("lets go what is not protected, by its config and its state", async () => {
        assert.equal(await refusal([STACK, VPC, CLUSTER], false), 3);
    });

    it("lets go where nothing is there that would be protected, as after an update that made nothing of it", async () => {
        assert.equal(await refusal([STACK, VPC, namespace("addons:traefik")], true), 3);
        assert.equal(await refusal([], true), 0);
    });

    it("knows each resource that the program protects in prod, and no other", () => {
        const nodes: readonly Node[] = JSON.parse(readFileSync(graphFile("prod"), "utf8"));
        const resources = nodes.map(({ urn: path, options }) => ({
            ...{ urn: path, type: /(\S+) \S+$/.exec(path)?.[1] ?? "", protect: options.protect === true },
        }));
        const [saved, known] = [({ protect }: { protect: boolean }) => protect, isProtectedByConfig].map((test) =>
            resources.filter(test).map(({ urn: path }) => path),
        );
        // The cluster itself is made by a component of another package, which hands it its own protection.
        assert.deepEqual(
            known,
            saved?.filter((path) => !path.includes("> eks:index:Cluster ")),
        );
        assert.ok(known && known.length >= 6);
    });
});
