import assert from "node:assert/strict";
import { applicationsSection } from "../../../components/config/sections/applications";
import { servicesSection } from "../../../components/config/sections/services";
import { allowedBy, toFaults } from "../../../components/schema/issues";

import { plainService } from "./manifests";

const { schema: servicesSchema } = servicesSection;
const { schema: applicationsSchema } = applicationsSection;
const OPTIONS = { reportInput: true, error: allowedBy };
const serviceFaults = (value: unknown) =>
    (servicesSchema.safeParse(value, OPTIONS).error?.issues ?? []).flatMap((issue) => toFaults("services", issue));
const applicationFaults = (value: unknown) =>
    (applicationsSchema.safeParse(value, OPTIONS).error?.issues ?? []).flatMap((issue) =>
        toFaults("applications", issue),
    );

describe("the section services", () => {
    it("adds a service with one line of data", () => {
        const { team } = servicesSchema.parse({ team: { hello: plainService } });
        assert.deepEqual(team?.hello?.ports, [{ name: "http", port: 8080, appProtocol: "http" }]);
    });

    it("refuses a connection to a service that is not there, and names those that are", () => {
        const [fault, ...others] = serviceFaults({
            team: { a: { ...plainService, connectsTo: ["b", "c"] }, b: plainService },
        });
        assert.deepEqual(others, []);
        assert.equal(fault?.path, "services.team.a.connectsTo[1]");
        assert.match(String(fault?.allowed), /a, b/);
    });

    it("refuses a connection across namespaces", () => {
        const faults = serviceFaults({ one: { a: { ...plainService, connectsTo: ["b"] } }, two: { b: plainService } });
        assert.deepEqual(
            faults.map(({ path }) => path),
            ["services.one.a.connectsTo[0]"],
        );
    });

    it("refuses a connection to a worker, which listens nowhere, and the same connection twice", () => {
        const worker = { image: plainService.image };
        const faults = serviceFaults({
            team: { a: { ...plainService, connectsTo: ["w", "b", "b"] }, b: plainService, w: worker },
        });
        assert.deepEqual(
            faults.map(({ path, allowed }) => [path, allowed]),
            [
                ["services.team.a.connectsTo[0]", "a service with a port"],
                ["services.team.a.connectsTo[2]", "each service once"],
            ],
        );
    });

    it("accepts services that connect to one another and to themselves", () => {
        const circle = { a: { ...plainService, connectsTo: ["b", "a"] }, b: { ...plainService, connectsTo: ["a"] } };
        assert.deepEqual(serviceFaults({ team: circle }), []);
    });

    it("refuses an undeclared credential, an unknown key of one and two of the same name", () => {
        const faults = serviceFaults({
            team: {
                db: { ...plainService, credentials: { db: {} } },
                b: { ...plainService, credentials: { db: {} }, env: { A: { credential: "bd", key: "password" } } },
                c: { ...plainService, secretFiles: { "/etc/key": { credential: "db", key: "username" } } },
            },
        });
        assert.deepEqual(
            faults.map(({ path, allowed }) => [path, allowed]),
            [
                ["services.team.b.credentials.db", "a name that db does not use for a credential"],
                ["services.team.b.env.A.credential", "a credential of the same application: db"],
                ["services.team.c.secretFiles./etc/key.key", "password"],
            ],
        );
    });

    it("shows the faults of single services beside those between them, without follow-on faults", () => {
        const faults = serviceFaults({
            team: {
                a: { ...plainService, port: 0, connectsTo: ["x"] },
                b: { ...plainService, connectsTo: ["a", "y"] },
                "c-headless": plainService,
            },
        });
        assert.deepEqual(
            faults.map(({ path }) => path),
            [
                "services.team.a.port",
                "services.team.c-headless",
                "services.team.a.connectsTo[0]",
                "services.team.b.connectsTo[1]",
            ],
        );
    });

    for (const value of [[], "hello", 3, { team: [] }, { team: { hello: "nginx:1" } }, { team: { hello: null } }]) {
        it(`refuses ${JSON.stringify(value)}`, () => assert.notEqual(serviceFaults(value).length, 0));
    }
});

describe("the section applications", () => {
    it("runs a sample in the namespace of its name", () => {
        const { "retail-store": store } = applicationsSchema.parse({ "retail-store": {} });
        assert.equal(store?.namespace, "retail-store");
        assert.deepEqual(store?.description.services.ui?.ports?.[0]?.port, 8080);
    });

    it("runs a sample twice under names of their own", () => {
        const { blue, green } = applicationsSchema.parse({
            blue: { app: "retail-store" },
            green: { app: "retail-store", namespace: "shop" },
        });
        assert.deepEqual([blue?.namespace, green?.namespace], ["blue", "shop"]);
    });

    it("scales the microservices that do not say otherwise", () => {
        const { "retail-store": store } = applicationsSchema.parse({
            "retail-store": {
                replicas: 1,
                services: { ui: { replicas: 3 }, cart: { autoscaling: { min: 2, max: 4 } } },
            },
        });
        const { ui, cart, catalog, "catalog-mysql": mysql } = store?.description.services ?? {};
        assert.deepEqual(
            [ui?.replicas, cart?.replicas, cart?.autoscaling?.max, catalog?.replicas],
            [3, undefined, 4, 1],
        );
        assert.equal(mysql?.replicas, 1);
    });

    it("patches, removes and adds services", () => {
        const { "retail-store": store } = applicationsSchema.parse({
            "retail-store": {
                services: {
                    "cart-dynamodb": null,
                    cart: {
                        connectsTo: [],
                        env: {
                            RETAIL_CART_PERSISTENCE_DYNAMODB_ENDPOINT: null,
                            AWS_ACCESS_KEY_ID: null,
                            AWS_SECRET_ACCESS_KEY: null,
                        },
                    },
                    reviews: { ...plainService, connectsTo: ["catalog"] },
                },
            },
        });
        const { services } = store?.description ?? { services: {} };
        assert.equal("cart-dynamodb" in services, false);
        assert.deepEqual(Object.keys(services.cart?.env ?? {}), [
            "RETAIL_CART_PERSISTENCE_PROVIDER",
            "RETAIL_CART_PERSISTENCE_DYNAMODB_TABLE_NAME",
            "RETAIL_CART_PERSISTENCE_DYNAMODB_CREATE_TABLE",
        ]);
        assert.deepEqual(services.reviews?.connectsTo, ["catalog"]);
    });

    it("shows the faults of a patch where the patch stands", () => {
        const faults = applicationFaults({
            "retail-store": { services: { ui: { image: "ui", imag: 1 }, "catalog-mysql": null } },
            other: {},
            third: { app: "retail-shop", replicas: 1 },
        });
        assert.deepEqual(
            faults.map(({ path, next }) => [path, next]),
            [
                [
                    "applications.retail-store.services.ui.image",
                    "Write the version that you tested; a colon before the last slash is the registry's port, not a tag.",
                ],
                ["applications.retail-store.services.ui.imag", 'Did you mean "image"?'],
                ["applications.retail-store.services.catalog.connectsTo[0]", "Name one of them, or add the service."],
                [
                    "applications.retail-store.services.catalog.env.RETAIL_CATALOG_PERSISTENCE_USER.credential",
                    "Declare it under credentials of the service that owns it.",
                ],
                [
                    "applications.retail-store.services.catalog.env.RETAIL_CATALOG_PERSISTENCE_PASSWORD.credential",
                    "Declare it under credentials of the service that owns it.",
                ],
                ["applications.other", "Set app to one of them; your own services belong under services."],
                ["applications.third.app", "Set app to one of them; your own services belong under services."],
            ],
        );
    });

    for (const value of [
        [],
        1,
        { "retail-store": 1 },
        { "retail-store": { services: { ui: 1 } } },
        { "kube-system": { app: "retail-store" } },
    ]) {
        it(`refuses ${JSON.stringify(value)}`, () => assert.notEqual(applicationFaults(value).length, 0));
    }
});
