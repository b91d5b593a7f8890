import assert from "node:assert/strict";
import { mapAt, type PropertyMap, Secret, UNKNOWN } from "../../../../core/engine/values";
import { checkObject } from "../../../../providers/kubernetes/check";
import { parseType } from "../../../../providers/kubernetes/token";

const seed = new Uint8Array([1, 2, 3]);

function check(token: string, news: PropertyMap, { olds, namespace }: { olds?: PropertyMap; namespace?: string } = {}) {
    const request = { urn: "urn:web", type: token, name: "web", olds, news, randomSeed: seed };
    return checkObject(request, parseType(token, news.kind as string | undefined), namespace);
}

describe("checking a Kubernetes resource", () => {
    it("fills in apiVersion and kind from the type", () => {
        const { inputs } = check("kubernetes:core/v1:ConfigMap", { metadata: { name: "a" } });
        assert.deepEqual([inputs.apiVersion, inputs.kind], ["v1", "ConfigMap"]);
    });

    it("makes up a name, the same for one seed, and marks it", () => {
        const first = mapAt(check("kubernetes:core/v1:ConfigMap", {}).inputs, "metadata");
        const second = mapAt(check("kubernetes:core/v1:ConfigMap", { metadata: { name: "" } }).inputs, "metadata");
        assert.match(String(first.name), /^web-[0-9a-f]{8}$/);
        assert.equal(second.name, first.name);
        assert.deepEqual(first.annotations, { "pulumi.com/autonamed": "true" });
    });

    it("keeps a name that was made up, but not one that the program took away", () => {
        const autonamed = { metadata: { name: "web-old", annotations: { "pulumi.com/autonamed": "true" } } };
        assert.equal(
            mapAt(check("kubernetes:core/v1:ConfigMap", {}, { olds: autonamed }).inputs, "metadata").name,
            "web-old",
        );
        const chosen = { metadata: { name: "chosen" } };
        assert.notEqual(
            mapAt(check("kubernetes:core/v1:ConfigMap", {}, { olds: chosen }).inputs, "metadata").name,
            "chosen",
        );
    });

    it("gives the namespace to an object that names none, and takes it from one that has none to be in", () => {
        const namespaced = check("kubernetes:core/v1:ConfigMap", { metadata: { name: "a" } }, { namespace: "shop" });
        assert.equal(mapAt(namespaced.inputs, "metadata").namespace, "shop");
        const own = check(
            "kubernetes:core/v1:ConfigMap",
            { metadata: { name: "a", namespace: "b" } },
            { namespace: "shop" },
        );
        assert.equal(mapAt(own.inputs, "metadata").namespace, "b");
        const cluster = check("kubernetes:core/v1:Namespace", { metadata: { name: "a", namespace: "b" } });
        assert.equal(mapAt(cluster.inputs, "metadata").namespace, undefined);
    });

    it("leaves out what only the server writes, and nulls", () => {
        const metadata = { name: "a", creationTimestamp: null, resourceVersion: "1", uid: "2" };
        const { inputs } = check("kubernetes:apps/v1:Deployment", {
            metadata,
            spec: { replicas: 1, paused: null },
            status: {},
        });
        assert.deepEqual(inputs.metadata, { name: "a" });
        assert.deepEqual(inputs.spec, { replicas: 1 });
        assert.ok(!("status" in inputs));
    });

    it("folds a Secret's text into its data and seals it, unknown parts included", () => {
        const stringData = { password: new Secret("p"), token: UNKNOWN };
        const { inputs } = check("kubernetes:core/v1:Secret", {
            metadata: { name: "a" },
            data: { key: "aw==" },
            stringData,
        });
        assert.ok(inputs.data instanceof Secret);
        assert.deepEqual(inputs.data.value, { key: "aw==", password: "cA==", token: UNKNOWN });
        assert.ok(!("stringData" in inputs));
    });

    it("seals a Secret whose text is not known yet", () => {
        const { inputs } = check("kubernetes:core/v1:Secret", { metadata: { name: "a" }, stringData: UNKNOWN });
        assert.ok(inputs.stringData instanceof Secret);
    });

    it("lists what it cannot honour by its path", () => {
        const annotations = { "pulumi.com/waitFor": "condition=Ready" };
        const { failures } = check("kubernetes:core/v1:ConfigMap", { metadata: { generateName: "a-", annotations } });
        assert.deepEqual(
            failures?.map(({ property }) => property),
            ["metadata.generateName", 'metadata.annotations["pulumi.com/waitFor"]'],
        );
    });

    it("asks a patch for the name of what it changes", () => {
        const { failures } = check("kubernetes:core/v1:NamespacePatch", {
            kind: "Namespace",
            metadata: { labels: {} },
        });
        assert.deepEqual(
            failures?.map(({ property }) => property),
            ["metadata.name"],
        );
    });
});

describe("type tokens", () => {
    it("say apiVersion and kind", () => {
        const expected = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", patch: false };
        assert.deepEqual(parseType("kubernetes:rbac.authorization.k8s.io/v1:Role"), expected);
        assert.equal(parseType("kubernetes:core/v1:Pod").apiVersion, "v1");
    });

    it("of patches say the kind that is patched, by what the resource itself says", () => {
        assert.deepEqual(parseType("kubernetes:apps/v1:DeploymentPatch", "Deployment"), {
            apiVersion: "apps/v1",
            kind: "Deployment",
            patch: true,
        });
        assert.deepEqual(parseType("kubernetes:example.com/v1:JsonPatch", "JsonPatch"), {
            apiVersion: "example.com/v1",
            kind: "JsonPatch",
            patch: false,
        });
    });

    it("of lists are refused, unless a custom resource is called so", () => {
        assert.throws(() => parseType("kubernetes:core/v1:ConfigMapList"), /lists are only an answer/);
        assert.equal(parseType("kubernetes:example.com/v1:AllowList", "AllowList").kind, "AllowList");
    });

    it("of other things are refused with what is supported", () => {
        assert.throws(
            () => parseType("kubernetes:yaml:ConfigFile"),
            /Supported are kubernetes:<group>\/<version>:<Kind>/,
        );
    });
});
