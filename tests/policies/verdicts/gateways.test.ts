import assert from "node:assert/strict";
import type { RawResource } from "../../../policies/model/resource";
import { type Data, edit } from "../support/edit";
import { object } from "../support/resources";
import { judged, shown } from "./prod";

describe("A Gateway that speaks HTTP", () => {
    it("has one finding, however many listeners it has", async () => {
        const listeners = ["a", "b"].map((name) => ({
            name,
            port: 80,
            protocol: "HTTP",
            hostname: `${name}.example.com`,
        }));
        const gateway = object("gateway.networking.k8s.io/v1", "Gateway", { spec: { listeners } });
        const [found, ...others] = await judged(gateway);
        assert.deepEqual([found?.rule.id, found?.path, others], ["gateway-tls", "spec.listeners[0].protocol", []]);
    });
});

describe("A Gateway that speaks HTTP alone", () => {
    const API = "gateway.networking.k8s.io/v1";
    const gateway = (spec: Data = {}) =>
        object(API, "Gateway", { spec: { listeners: [{ name: "http", port: 80, protocol: "HTTP" }], ...spec } });
    const redirect = { type: "RequestRedirect", requestRedirect: { scheme: "https" } };
    const route = (name: string, rules: readonly Data[], parent: Data = { name: "web" }, kind = "HTTPRoute") =>
        object(API, kind, { metadata: { name }, spec: { parentRefs: [parent], rules } });
    const REDIRECTS = [{ filters: [redirect] }];
    const verdict = async (...raws: readonly RawResource[]) =>
        shown((await judged(...raws)).filter(({ rule }) => rule.id === "gateway-tls"));
    const REFUSED = ["mandatory gateway-tls"];

    it("may have its TLS in a ListenerSet where it lets any in", async () => {
        for (const from of ["All", "Same", "Selector"]) {
            assert.deepEqual(await verdict(gateway({ allowedListeners: { namespaces: { from } } })), [
                "advisory gateway-tls",
            ]);
        }
        assert.deepEqual(await verdict(gateway({ allowedListeners: { namespaces: { from: "None" } } })), REFUSED);
    });

    it("is fine where all of its routes do nothing but redirect to HTTPS", async () => {
        assert.deepEqual(await verdict(gateway(), route("a", REDIRECTS), route("b", REDIRECTS)), []);
        const elsewhere = route("a", REDIRECTS, { name: "web", namespace: "shop" });
        assert.deepEqual(await verdict(gateway(), edit(elsewhere, "props.metadata.namespace", "other")), []);
    });

    it("is found where one of its routes serves, or those that redirect are of another Gateway", async () => {
        const serving = [{ backendRefs: [{ name: "web", port: 80 }] }];
        const plain = { type: "RequestRedirect", requestRedirect: { hostname: "www.example.com" } };
        for (const others of [
            [route("a", REDIRECTS), route("b", serving)],
            [route("a", REDIRECTS), route("b", serving, { name: "web" }, "GRPCRoute")],
            [route("a", [...REDIRECTS, ...serving])],
            [route("a", [{ filters: [plain] }])],
            [route("a", REDIRECTS, { name: "other" })],
            [route("a", REDIRECTS, { name: "web", kind: "ListenerSet" })],
            [route("a", [])],
        ]) {
            assert.deepEqual(await verdict(gateway(), ...others), REFUSED);
        }
    });

    it("is fine where none but the cluster reaches the proxy that Envoy Gateway makes for it", async () => {
        const of = gateway({ infrastructure: { parametersRef: { kind: "EnvoyProxy", name: "web" } } });
        const proxy = (type: string, namespace = "shop") =>
            object("gateway.envoyproxy.io/v1alpha1", "EnvoyProxy", {
                metadata: { namespace },
                spec: { provider: { kubernetes: { envoyService: { type } } } },
            });
        assert.deepEqual(await verdict(of, proxy("ClusterIP")), []);
        for (const other of [proxy("LoadBalancer"), proxy("ClusterIP", "other")]) {
            assert.deepEqual(await verdict(of, other), REFUSED);
        }
        assert.deepEqual(await verdict(gateway(), proxy("ClusterIP")), REFUSED);
    });
});

describe("An Ingress of a group that listens to HTTP", () => {
    it("is advised, because another of the group may redirect", async () => {
        const annotations = {
            "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
            "alb.ingress.kubernetes.io/group.name": "shop",
        };
        const ingress = object("networking.k8s.io/v1", "Ingress", {
            metadata: { annotations },
            spec: { rules: [{ host: "shop.example.com" }] },
        });
        const redirects = (await judged(ingress)).filter(({ rule }) => rule.id === "ingress-https-only");
        assert.deepEqual(shown(redirects), ["advisory ingress-https-only"]);
    });
});
