import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { judgeAll } from "../../../policies/judging/judge-all";
import type { RawResource } from "../../../policies/model/resource";
import type { Data } from "../support/edit";
import { object } from "../support/resources";
import { assertUnknownsFindNothing, judgeStack } from "./support";

const RULE = "unique-host";
const ingress = (
    name: string,
    { host = "a.example.com", path = "/", ...rest }: Data = {},
    spec: Data = {},
    annotations: Data = {},
) =>
    object("networking.k8s.io/v1", "Ingress", {
        metadata: { name, annotations },
        spec: {
            ingressClassName: "traefik",
            rules: [{ host, http: { paths: [{ path, pathType: "Prefix", ...rest }] } }],
            ...spec,
        },
    });
const route = (name: string, spec: Data) =>
    object("gateway.networking.k8s.io/v1", "HTTPRoute", {
        metadata: { name },
        spec: { parentRefs: [{ name: "public" }], hostnames: ["a.example.com"], rules: [{}], ...spec },
    });

describe("A host and path", () => {
    const found = (...resources: readonly RawResource[]) => judgeStack(RULE, resources).found;
    const SECOND = ["Ingress shop/b spec.rules[0].http.paths[0].path"];

    it("belongs to one Ingress", () => {
        assert.deepEqual(found(ingress("a"), ingress("b")), SECOND);
        assert.deepEqual(found(ingress("b"), ingress("a")), SECOND);
        assert.match(
            judgeStack(RULE, [ingress("a"), ingress("b")]).messages.join(),
            /a\.example\.com\/ .*Ingress shop\/a/,
        );
        assert.deepEqual(found(ingress("a")), []);
    });

    for (const [what, paths] of [
        ["in other letters", { host: "A.Example.com" }],
        ["with a slash at the end of a prefix", { path: "" }],
    ] as const) {
        it(`is the same ${what}`, () => {
            assert.deepEqual(found(ingress("a"), ingress("b", paths)).length, 1);
        });
    }

    it("is the same without any host", () => {
        const open = { rules: [{ http: { paths: [{ path: "/", pathType: "Prefix" }] } }] };
        assert.deepEqual(found(ingress("a", {}, open), ingress("b", {}, open)), SECOND);
    });

    it("is the same twice in one Ingress", () => {
        const paths = [
            { path: "/x", pathType: "Prefix" },
            { path: "/x/", pathType: "Prefix" },
        ];
        assert.deepEqual(found(ingress("a", {}, { rules: [{ host: "a", http: { paths } }] })), [
            "Ingress shop/a spec.rules[0].http.paths[1].path",
        ]);
    });

    for (const [what, other] of [
        ["another host", ingress("b", { host: "b.example.com" })],
        ["a wildcard host", ingress("b", { host: "*.example.com" })],
        ["another path", ingress("b", { path: "/b" })],
        ["an exact path", ingress("b", { pathType: "Exact" })],
        ["another class", ingress("b", {}, { ingressClassName: "internal" })],
        ["a canary", ingress("b", {}, {}, { "nginx.ingress.kubernetes.io/canary": "true" })],
        [
            "another entry point",
            ingress("b", {}, {}, { "traefik.ingress.kubernetes.io/router.entrypoints": "websecure" }),
        ],
        ["an internal load balancer", ingress("b", {}, {}, { "alb.ingress.kubernetes.io/scheme": "internal" })],
        ["another cluster", { ...ingress("b"), provider: { type: "kubernetes", name: "second" } }],
    ] as const) {
        it(`does not collide with ${what}`, () => {
            assert.deepEqual(found(ingress("a"), other), []);
        });
    }

    it("is claimed once where an action redirects first (case 050)", () => {
        const to = (name: string) => ({ path: "/", pathType: "Prefix", backend: { service: { name } } });
        const annotations = {
            "alb.ingress.kubernetes.io/actions.ssl-redirect":
                '{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS"}}',
            "alb.ingress.kubernetes.io/conditions.beta": '[{"field":"http-header"}]',
        };
        const paths = ["ssl-redirect", "beta", "web"].map(to);
        const spec = { ingressClassName: "alb", rules: [{ host: "a.example.com", http: { paths } }] };
        assert.deepEqual(found(ingress("a", {}, spec, annotations)), []);
        assert.deepEqual(found(ingress("a", {}, spec)).length, 2);
    });

    it("is claimed for certain by Ingresses of one load balancer, and perhaps by those of two", async () => {
        const levels = async (...ingresses: readonly RawResource[]) =>
            (await judgeAll(ingresses, { config: { all: "disabled", [RULE]: "mandatory" } })).map(({ level }) => level);
        const alb = (name: string, group?: string) =>
            ingress(
                name,
                {},
                { ingressClassName: "alb" },
                group === undefined ? {} : { "alb.ingress.kubernetes.io/group.name": group },
            );
        assert.deepEqual(await levels(ingress("a"), ingress("b")), ["mandatory"]);
        assert.deepEqual(await levels(alb("a", "shop"), alb("b", "shop")), ["mandatory"]);
        assert.deepEqual(await levels(alb("a"), alb("b")), ["advisory"]);
        assert.deepEqual(await levels(alb("a", "shop"), alb("b", "other")), []);
    });

    it("belongs to one HTTPRoute of a Gateway", () => {
        assert.deepEqual(found(route("a", {}), route("b", {})), ["HTTPRoute shop/b spec.hostnames[0]"]);
        const match = (path: string, more: Data = {}) => ({
            rules: [{ matches: [{ path: { value: path }, ...more }] }],
        });
        assert.deepEqual(found(route("a", match("/x")), route("b", match("/x/"))), [
            "HTTPRoute shop/b spec.rules[0].matches[0].path.value",
        ]);
        assert.deepEqual(found(route("a", match("/x")), route("b", match("/y"))), []);
        assert.deepEqual(found(route("a", match("/x")), route("b", match("/x", { method: "POST" }))), []);
        assert.deepEqual(found(route("a", {}), route("b", { parentRefs: [{ name: "private" }] })), []);
        assert.deepEqual(
            found(route("a", {}), route("b", { parentRefs: [{ name: "public", namespace: "else" }] })),
            [],
        );
        assert.deepEqual(found(route("a", {}), ingress("b")), []);
    });

    it("belongs to one HTTPRoute of a parent of one group and kind, however they are written", () => {
        const parent = (fields: Data) => ({ parentRefs: [{ name: "public", ...fields }] });
        const GATEWAY = { group: "gateway.networking.k8s.io", kind: "Gateway" };
        assert.deepEqual(found(route("a", {}), route("b", parent({ group: "", kind: "Service" }))), []);
        assert.deepEqual(found(route("a", {}), route("b", parent({ ...GATEWAY, kind: "ListenerSet" }))), []);
        assert.equal(found(route("a", {}), route("b", parent(GATEWAY))).length, 1);
    });

    it("is claimed from another namespace where the Gateway lets routes of both in", async () => {
        const claims = async (listeners?: readonly Data[], other = "else", section: Data = {}) => {
            const routes = ["shop", other].map((place, index) =>
                object("gateway.networking.k8s.io/v1", "HTTPRoute", {
                    metadata: { name: `r${index}`, namespace: place },
                    spec: { parentRefs: [{ name: "public", namespace: "edge", ...section }], rules: [{}] },
                }),
            );
            const gateway = object("gateway.networking.k8s.io/v1", "Gateway", {
                metadata: { name: "public", namespace: "edge" },
                spec: { gatewayClassName: "cilium", listeners },
            });
            const judged = await judgeAll(listeners === undefined ? routes : [...routes, gateway], {
                config: { all: "disabled", [RULE]: "mandatory" },
            });
            return judged.map(({ level }) => level);
        };
        const listener = (name: string, from: string) => ({ name, allowedRoutes: { namespaces: { from } } });
        assert.deepEqual(await claims([listener("a", "All"), listener("b", "All")]), ["mandatory"]);
        assert.deepEqual(await claims([listener("a", "Selector")]), ["mandatory"]);
        assert.deepEqual(await claims([listener("a", "All"), listener("b", "Selector")]), ["advisory"]);
        assert.deepEqual(await claims([listener("a", "Selector"), listener("b", "Selector")]), ["advisory"]);
        assert.deepEqual(await claims(undefined), ["advisory"]);
        assert.deepEqual(await claims(undefined, "else", { sectionName: "a" }), ["mandatory"]);
        assert.deepEqual(await claims([listener("a", "Selector"), listener("b", "Selector")], "shop"), ["mandatory"]);
    });

    it("is not found twice because any one value is unknown", () => {
        const stack = [ingress("a"), ingress("b", { path: "/b" }), route("a", {}), route("b", { hostnames: ["b"] })];
        assertUnknownsFindNothing(RULE, stack);
    });

    it("stays undecided where it is unknown, and is found beside it", () => {
        const unknown = judgeStack(RULE, [ingress("a"), ingress("b", { host: UNKNOWN })]);
        assert.deepEqual([unknown.found, unknown.open.length], [[], 1]);
        assert.deepEqual(found(ingress("a"), ingress("b"), ingress("c", { path: UNKNOWN })), SECOND);
        assert.deepEqual(judgeStack(RULE, [ingress("a", { host: UNKNOWN })]), { found: [], open: [], messages: [] });
    });
});
