import assert from "node:assert/strict";
import { ChangedStack, CLUSTER, DEPLOYMENT, database, NAMESPACE, object, SET, urnOf } from "./stack";

const EKS = "aws:eks/cluster:Cluster";
const PROVIDER = "pulumi:providers:kubernetes";

const kubeconfig = (server: string) => JSON.stringify({ clusters: [{ name: "c", cluster: { server } }] });

describe("A cluster that is replaced", () => {
    it("takes everything in it along, also what its provider would keep because the new one has the same name", () => {
        const danger = new ChangedStack()
            .replaced(EKS, "eks", { name: "c" }, "vpcConfig.subnetIds")
            .kept(PROVIDER, "cluster", { clusterIdentifier: "c" })
            .kept(DEPLOYMENT, "web", object("web"))
            .kept(SET, "db", database({ replicas: 1 }))
            .kept(DEPLOYMENT, "other", object("web"), { provider: "urn:other::id" })
            .dangerOf("eks");
        assert.equal(danger.isStateful, true);
        assert.deepEqual(danger.takesAlong, [
            urnOf(DEPLOYMENT, "web"),
            urnOf(SET, "db"),
            "PersistentVolumeClaim shop/data-db-0",
        ]);
    });

    it("leaves it to a namespace that goes to say what is in it", () => {
        const danger = new ChangedStack()
            .deleted(EKS, "eks", { name: "c" })
            .deleted(PROVIDER, "cluster", { clusterIdentifier: "c" })
            .deleted(NAMESPACE, "shop", { metadata: { name: "shop" } })
            .deleted(SET, "db", database())
            .dangerOf("eks");
        assert.deepEqual(danger.takesAlong, []);
    });
});

describe("A provider of another identity", () => {
    it("is another cluster, account or region, with everything in it", () => {
        const danger = new ChangedStack()
            .replaced(PROVIDER, "cluster", { clusterIdentifier: "a" }, "clusterIdentifier")
            .replaced(DEPLOYMENT, "web", object("web"), "provider")
            .dangerOf("cluster");
        assert.match(danger.loss ?? "", /^another cluster: 1 resource of it goes here, and is made there$/);
        assert.equal(danger.isStateful, false);
    });

    it("is none where it manages nothing", () => {
        assert.deepEqual(new ChangedStack().replaced(PROVIDER, "cluster", {}, "context").dangers, []);
    });

    it("is one where the kubeconfig of the same identity names another server, and has to be allowed", () => {
        const change = (before: string, after: string) =>
            new ChangedStack()
                .updated(PROVIDER, "cluster", { kubeconfig: before }, { kubeconfig: after }, "kubeconfig")
                .kept(DEPLOYMENT, "web", object("web"));
        const danger = change(kubeconfig("https://a.example"), kubeconfig("https://b.example")).dangerOf("cluster");
        assert.equal(danger.isStateful, true);
        assert.match(danger.loss ?? "", /another cluster \(https:\/\/b\.example\): 1 resource stays/);
        assert.equal(CLUSTER, urnOf(PROVIDER, "cluster"));
        assert.deepEqual(change("/a/config", "/b/config").dangers, []);
        assert.deepEqual(change(kubeconfig("https://a.example"), `${kubeconfig("https://a.example")}\n`).dangers, []);
    });
});
