import assert from "node:assert/strict";
import { type PropertyMap, UNKNOWN } from "../../../../core/engine/values";
import { diffProvider, serverOf } from "../../../../providers/kubernetes/cluster-identity";

const kubeconfig = (server: string, more: PropertyMap = {}) =>
    JSON.stringify({
        clusters: [
            { name: "one", cluster: { server } },
            { name: "two", cluster: { server: "https://two" } },
        ],
        contexts: [
            { name: "first", context: { cluster: "one" } },
            { name: "second", context: { cluster: "two" } },
        ],
        "current-context": "first",
        ...more,
    });

/** Whether a change of the arguments replaces the provider, and which arguments differ. */
function change(oldInputs: PropertyMap, news: PropertyMap) {
    const request = { urn: "urn:x", type: "pulumi:providers:kubernetes", name: "x", id: "x", oldOutputs: {} };
    const { differences } = diffProvider({ ...request, oldInputs, news, ignoreChanges: [] });
    return { paths: differences.map(({ path }) => path), replaces: differences.some(({ replace }) => replace) };
}

describe("a change of a Kubernetes provider's arguments", () => {
    it("replaces what is in the cluster where the identifier of the cluster changes (case 127)", () => {
        const [before, after] = [{ clusterIdentifier: "c1" }, { clusterIdentifier: "c2" }];
        assert.deepEqual(change(before, after), { paths: ["clusterIdentifier"], replaces: true });
    });

    it("replaces nothing where there is an identifier and it stays, whatever else changes", () => {
        const provider = (server: string) => ({ clusterIdentifier: "c1", kubeconfig: kubeconfig(server) });
        assert.deepEqual(change(provider("https://one"), provider("https://new")), {
            paths: ["kubeconfig"],
            replaces: false,
        });
    });

    it("replaces, without an identifier, where the chosen cluster of the kubeconfig is another", () => {
        const before = { kubeconfig: kubeconfig("https://one") };
        assert.equal(change(before, { kubeconfig: kubeconfig("https://new") }).replaces, true);
        assert.equal(change(before, { ...before, context: "second" }).replaces, true);
        assert.equal(change(before, { ...before, cluster: "two" }).replaces, true);
        assert.equal(change(before, { kubeconfig: UNKNOWN }).replaces, true);
        const users = { users: [{ name: "aws", user: { token: "new" } }] };
        const sameCluster = { kubeconfig: kubeconfig("https://one", users), namespace: "shop" };
        assert.deepEqual(change(before, sameCluster), { paths: ["kubeconfig", "namespace"], replaces: false });
    });

    it("tells clusters of a file apart by their context", () => {
        const file = (context: string) => ({ kubeconfig: "/home/me/.kube/config", context });
        assert.equal(change(file("kind-a"), file("kind-b")).replaces, true);
        assert.notEqual(serverOf(file("kind-a")), serverOf(file("kind-b")));
        assert.equal(serverOf({ kubeconfig: kubeconfig("https://one"), context: "second" }), "https://two");
    });
});
