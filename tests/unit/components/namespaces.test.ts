import assert from "node:assert/strict";
import { defaultNamespace } from "../../../components/namespaces/namespace-schema";
import { Namespaces } from "../../../components/namespaces/namespaces";
import { edgeSpec } from "../../../components/namespaces/network-edges";
import { load } from "../config/valid";
import { only, record } from "./mocks";

const TEAM = { group: "store", role: "developer", principals: [] };

async function namespaces(names: readonly string[], settings: Record<string, unknown> = {}) {
    const config = load({ "eks-platform:namespaces": settings });
    return (
        await record("update", () => new Namespaces("test", { names, settings: config.namespaces, protect: false }, {}))
    ).resources;
}

describe("A namespace", () => {
    it("enforces the restricted Pod Security Standard unless it says otherwise", async () => {
        const labels = async (settings: Record<string, unknown>) =>
            JSON.stringify(only(await namespaces(["shop"], settings), "kubernetes:core/v1:Namespace").metadata);
        assert.match(await labels({}), /"pod-security.kubernetes.io\/enforce":"restricted"/);
        assert.match(
            await labels({ shop: { podSecurity: "baseline" } }),
            /"pod-security.kubernetes.io\/enforce":"baseline"/,
        );
    });

    it("denies all traffic but DNS", async () => {
        const resources = await namespaces(["shop"]);
        const policies = resources.filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:NetworkPolicy");
        assert.deepEqual(
            policies.map(({ name }) => name),
            ["test-shop-default-deny", "test-shop-allow-dns"],
        );
        assert.deepEqual(policies[0]?.inputs.spec, { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    });

    it("limits what it may use, and opens no port of the nodes", async () => {
        const { spec } = only(
            await namespaces(["shop"], { shop: { quota: { cpu: "2" } } }),
            "kubernetes:core/v1:ResourceQuota",
        );
        assert.deepEqual(spec, {
            hard: {
                "requests.cpu": "2",
                "requests.memory": "16Gi",
                "requests.storage": "500Gi",
                pods: "100",
                "services.nodeports": "0",
            },
        });
    });

    it("gives its team a role of its own, and nobody else anything", async () => {
        const resources = await namespaces(["shop", "other"], { shop: { team: TEAM } });
        const binding = only(resources, "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding");
        assert.deepEqual(binding.subjects, [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "store" }]);
    });

    it("keeps secrets, shells and permissions from its team", async () => {
        const { rules } = only(
            await namespaces(["shop"], { shop: { team: TEAM } }),
            "kubernetes:rbac.authorization.k8s.io/v1:Role",
        );
        assert.doesNotMatch(JSON.stringify(rules), /"secrets"|pods\/exec|"roles"|"rolebindings"|"\*"/);
    });

    it("lets a viewer change nothing", async () => {
        const viewer = { shop: { team: { ...TEAM, role: "viewer" } } };
        const { rules } = only(await namespaces(["shop"], viewer), "kubernetes:rbac.authorization.k8s.io/v1:Role");
        assert.doesNotMatch(JSON.stringify(rules), /create|update|patch|delete/);
    });

    it("has defaults that need nothing to be said", () => {
        assert.equal(defaultNamespace().podSecurity, "restricted");
    });
});

describe("A network edge", () => {
    it("opens the named ports of one side only", () => {
        assert.deepEqual(edgeSpec({ name: "x", direction: "ingress", peer: "10.0.0.0/16", ports: [9443] }), {
            podSelector: {},
            policyTypes: ["Ingress"],
            ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/16" } }], ports: [{ protocol: "TCP", port: 9443 }] }],
        });
        assert.deepEqual(edgeSpec({ name: "x", direction: "egress", peer: "pods" }), {
            podSelector: {},
            policyTypes: ["Egress"],
            egress: [{ to: [{ namespaceSelector: {} }] }],
        });
    });
});
