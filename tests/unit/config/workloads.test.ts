import assert from "node:assert/strict";
import { faultsOf } from "./refused";

const WEB = { image: "registry.example/web:1.2.3", port: 8080 };
const EXPOSED = { ...WEB, expose: { host: "shop.example.com" } };
const WITHOUT_AWS = { "eks-platform:region": undefined, "eks-platform:nodeGroups": undefined };

const pathsOf = (changes: Record<string, unknown>) => faultsOf(changes).map(({ path }) => path);

describe("A service that is exposed", () => {
    const services = { "eks-platform:services": { shop: { web: EXPOSED } } };
    const elsewhere = (cluster: object) => ({ ...services, ...WITHOUT_AWS, "eks-platform:cluster": cluster });

    for (const [where, changes] of [
        ["the embedded control plane", elsewhere({ kind: "embedded" })],
        ["an existing cluster", elsewhere({ kind: "existing", context: "kind-test" })],
        ["a cluster whose ingress is switched off", { ...services, "eks-platform:ingress": { enabled: false } }],
    ] as const) {
        it(`is refused on ${where}, which has no ingress`, () => {
            const [fault, ...others] = faultsOf(changes);
            assert.deepEqual(others, []);
            assert.equal(fault?.path, "eks-platform:services.shop.web.expose");
            assert.match(String(fault?.received), /"host":"shop\.example\.com"/);
            assert.match(String(fault?.allowed), /nothing/);
            assert.match(String(fault?.next), /ingress\.enabled to true/);
        });
    }

    it("is refused where a stack's change of a sample exposes it", () => {
        const applications = { "retail-store": { services: { ui: { expose: { host: "shop.example.com" } } } } };
        assert.deepEqual(
            pathsOf({ "eks-platform:applications": applications, "eks-platform:ingress": { enabled: false } }),
            ["eks-platform:applications.retail-store.services.ui.expose"],
        );
    });

    it("is accepted where there is an ingress", () => {
        assert.deepEqual(faultsOf(services), []);
        const existing = elsewhere({ kind: "existing", context: "kind-test" });
        assert.deepEqual(faultsOf({ ...existing, "eks-platform:ingress": { enabled: true } }), []);
    });
});

describe("Applications that share a namespace", () => {
    const store = { "eks-platform:applications": { "retail-store": { namespace: "shop" } } };

    it("are accepted when their names differ", () => {
        const own = { worker: { ...WEB, credentials: { "worker-key": {} } } };
        assert.deepEqual(faultsOf({ ...store, "eks-platform:services": { shop: own } }), []);
    });

    it("are refused when both have a service, or a credential, of one name", () => {
        const own = { catalog: WEB, database: { ...WEB, credentials: { "catalog-mysql": {} } } };
        const faults = faultsOf({ ...store, "eks-platform:services": { shop: own } });
        assert.deepEqual(
            faults.map(({ path, received }) => [path, received]),
            [
                ["eks-platform:services.shop.catalog", '"catalog"'],
                ["eks-platform:services.shop.database.credentials.catalog-mysql", '"catalog-mysql"'],
            ],
        );
        for (const { allowed, next } of faults) {
            assert.match(
                allowed,
                /of the namespace shop has; eks-platform:applications\.retail-store\.services\.catalog/,
            );
            assert.match(next, /Rename the (service|credential), or use another namespace/);
        }
    });
});

describe("Applications in namespaces of their own", () => {
    it("may have services and credentials of the same names", () => {
        const own = { web: { ...WEB, credentials: { key: {} } } };
        assert.deepEqual(faultsOf({ "eks-platform:services": { one: own, two: own } }), []);
    });

    it("are refused when application and name read the same together, for the program names resources by both", () => {
        const own = (name: string) => ({ [name]: { ...WEB, credentials: { [`${name}-key`]: {} } } });
        const services = { "a-b": own("c"), a: own("b-c") };
        assert.deepEqual(pathsOf({ "eks-platform:services": services }), [
            "eks-platform:services.a.b-c",
            "eks-platform:services.a.b-c.credentials.b-c-key",
        ]);
    });
});

describe("A service's name", () => {
    for (const name of ["default-deny", "allow-dns", "default"]) {
        it(`is refused when it is ${name}, which every namespace has an object of`, () => {
            const [fault, ...others] = faultsOf({ "eks-platform:services": { shop: { [name]: WEB } } });
            assert.deepEqual(others, []);
            assert.equal(fault?.path, `eks-platform:services.shop.${name}`);
            assert.match(String(fault?.allowed), /other than default, default-deny, allow-dns/);
            assert.equal(fault?.next, "Rename it.");
        });
    }

    it("is refused as well when a stack adds the service to a sample", () => {
        const applications = { "retail-store": { services: { "allow-dns": WEB } } };
        assert.deepEqual(pathsOf({ "eks-platform:applications": applications }), [
            "eks-platform:applications.retail-store.services.allow-dns",
        ]);
    });
});
