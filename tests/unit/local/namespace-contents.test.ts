import assert from "node:assert/strict";
import { isLeftBehind, namespacedCollections } from "../../../local/controllers/namespace-contents";

const STORED = ["create", "delete", "get", "list", "watch"];

describe("what a namespace holds", () => {
    it("is looked for in the collections of all groups, once for each kind", () => {
        const resource = (name: string, scope: "Namespaced" | "Cluster" = "Namespaced", verbs = STORED) => ({
            resource: name,
            scope,
            verbs,
        });
        const core = {
            items: [{ versions: [{ version: "v1", resources: [resource("pods"), resource("nodes", "Cluster")] }] }],
        };
        assert.deepEqual(namespacedCollections("/api", core), ["/api/v1/namespaces/{namespace}/pods"]);
        const groups = {
            items: [
                {
                    metadata: { name: "autoscaling" },
                    versions: [
                        { version: "v2", resources: [resource("horizontalpodautoscalers")] },
                        { version: "v1", resources: [resource("horizontalpodautoscalers"), resource("old")] },
                    ],
                },
                // Nothing of it is stored: there is nothing to delete.
                {
                    metadata: { name: "metrics.k8s.io" },
                    versions: [{ version: "v1", resources: [resource("pods", "Namespaced", ["get", "list"])] }],
                },
            ],
        };
        assert.deepEqual(namespacedCollections("/apis", groups), [
            "/apis/autoscaling/v2/namespaces/{namespace}/horizontalpodautoscalers",
            "/apis/autoscaling/v1/namespaces/{namespace}/old",
        ]);
    });

    it("is not known where the server of an aggregated API does not answer", () => {
        const versions = [{ version: "v1", freshness: "Stale" }] as const;
        const items = [{ metadata: { name: "away.example.com" }, versions }];
        assert.equal(namespacedCollections("/apis", { items }), undefined);
    });

    it("is nothing where only events and what Kubernetes puts into each namespace are left", () => {
        const held = (collection: string, name: string) => !isLeftBehind({ collection, metadata: { name } });
        const core = "/api/v1/namespaces/{namespace}";
        assert.equal(held(`${core}/events`, "web.17"), false);
        assert.equal(held("/apis/events.k8s.io/v1/namespaces/{namespace}/events", "web.17"), false);
        assert.equal(held(`${core}/serviceaccounts`, "default"), false);
        assert.equal(held(`${core}/configmaps`, "kube-root-ca.crt"), false);
        assert.equal(held(`${core}/serviceaccounts`, "web"), true);
        assert.equal(held(`${core}/configmaps`, "settings"), true);
        assert.equal(held(`${core}/secrets`, "default"), true);
        assert.equal(held("/apis/shows.example.com/v1/namespaces/{namespace}/events", "premiere"), true);
    });
});
