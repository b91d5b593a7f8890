import assert from "node:assert/strict";
import { retailStore } from "../../../apps/retail-store";
import { DENY_ALL } from "../../../components/namespaces/network-edges";
import { isPinned } from "../../../core/facts/kubernetes/image";
import { recordApplication, type WorkloadObject } from "./manifests";
import { restrictedViolations } from "./pod-security";
import { isReachable, type Policy } from "./reachability";
import { objectOf, objectsOf, type Recorded, RUNS } from "./recording";

const SAMPLE_SERVICES = ["ui", "catalog", "cart", "orders", "checkout"];

/** What each service may connect to; everything else is denied. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
    ui: ["catalog", "cart", "orders", "checkout"],
    catalog: ["catalog-mysql"],
    cart: ["cart-dynamodb"],
    orders: ["orders-postgresql", "orders-rabbitmq"],
    checkout: ["checkout-redis", "orders"],
};

/** Where the environment variables come from: a plain value, or a key of a Secret. */
const VARIABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ui: {
        RETAIL_UI_ENDPOINTS_CATALOG: "http://catalog:8080",
        RETAIL_UI_ENDPOINTS_CARTS: "http://cart:8080",
        RETAIL_UI_ENDPOINTS_ORDERS: "http://orders:8080",
        RETAIL_UI_ENDPOINTS_CHECKOUT: "http://checkout:8080",
    },
    catalog: {
        RETAIL_CATALOG_PERSISTENCE_PROVIDER: "mysql",
        RETAIL_CATALOG_PERSISTENCE_ENDPOINT: "catalog-mysql:3306",
        RETAIL_CATALOG_PERSISTENCE_DB_NAME: "catalog",
        RETAIL_CATALOG_PERSISTENCE_USER: "secret:catalog-mysql/username",
        RETAIL_CATALOG_PERSISTENCE_PASSWORD: "secret:catalog-mysql/password",
    },
    cart: {
        RETAIL_CART_PERSISTENCE_PROVIDER: "dynamodb",
        RETAIL_CART_PERSISTENCE_DYNAMODB_TABLE_NAME: "Items",
        RETAIL_CART_PERSISTENCE_DYNAMODB_ENDPOINT: "http://cart-dynamodb:8000",
        RETAIL_CART_PERSISTENCE_DYNAMODB_CREATE_TABLE: "true",
        AWS_ACCESS_KEY_ID: "secret:cart-dynamodb/username",
        AWS_SECRET_ACCESS_KEY: "secret:cart-dynamodb/password",
    },
    orders: {
        RETAIL_ORDERS_PERSISTENCE_PROVIDER: "postgres",
        RETAIL_ORDERS_PERSISTENCE_ENDPOINT: "orders-postgresql:5432",
        RETAIL_ORDERS_PERSISTENCE_NAME: "orders",
        RETAIL_ORDERS_PERSISTENCE_USERNAME: "secret:orders-postgresql/username",
        RETAIL_ORDERS_PERSISTENCE_PASSWORD: "secret:orders-postgresql/password",
        RETAIL_ORDERS_MESSAGING_PROVIDER: "rabbitmq",
        RETAIL_ORDERS_MESSAGING_RABBITMQ_ADDRESSES: "orders-rabbitmq:5672",
        RETAIL_ORDERS_MESSAGING_RABBITMQ_USERNAME: "secret:orders-rabbitmq/username",
        RETAIL_ORDERS_MESSAGING_RABBITMQ_PASSWORD: "secret:orders-rabbitmq/password",
    },
    checkout: {
        RETAIL_CHECKOUT_PERSISTENCE_PROVIDER: "redis",
        RETAIL_CHECKOUT_PERSISTENCE_REDIS_URL: "secret:checkout-redis/url",
        RETAIL_CHECKOUT_ENDPOINTS_ORDERS: "http://orders:8080",
    },
};

const READINESS: Readonly<Record<string, string>> = {
    ui: "/actuator/health/readiness",
    cart: "/actuator/health/readiness",
    orders: "/actuator/health/readiness",
    catalog: "/health",
    checkout: "/health",
};

for (const { run, preview } of RUNS) {
    describe(`the retail store during ${run}`, () => {
        let recorded: Recorded[] = [];
        const workloads = () => [
            ...objectsOf<WorkloadObject>(recorded, "Deployment"),
            ...objectsOf<WorkloadObject>(recorded, "StatefulSet"),
        ];
        const containerOf = (name: string) => {
            const [container] = objectOf<WorkloadObject>(recorded, "Deployment", name).spec.template.spec.containers;
            assert.ok(container);
            return container;
        };

        before(async () => {
            recorded = await recordApplication(retailStore.services, {}, { preview });
        });

        it("has five microservices and the five stores that they own", () => {
            const names = (kind: string) =>
                objectsOf<WorkloadObject>(recorded, kind)
                    .map(({ metadata }) => metadata.name)
                    .sort();
            assert.deepEqual(names("Deployment"), [...SAMPLE_SERVICES].sort());
            assert.deepEqual(names("StatefulSet"), [
                "cart-dynamodb",
                "catalog-mysql",
                "checkout-redis",
                "orders-postgresql",
                "orders-rabbitmq",
            ]);
        });

        for (const name of SAMPLE_SERVICES) {
            it(`gives ${name} its variables, image, port, health path and writable /tmp`, () => {
                const container = containerOf(name);
                const configMap = container.envFrom?.[0]?.configMapRef.name;
                const plain = objectOf<{ data: Record<string, string> }>(recorded, "ConfigMap", String(configMap)).data;
                const secret = (container.env ?? []).map(({ name: variable, valueFrom: { secretKeyRef } }) => [
                    variable,
                    `secret:${secretKeyRef.name}/${secretKeyRef.key}`,
                ]);
                assert.deepEqual({ ...plain, ...Object.fromEntries(secret) }, VARIABLES[name]);
                assert.equal(container.image, `public.ecr.aws/aws-containers/retail-store-sample-${name}:1.6.2`);
                assert.deepEqual(
                    container.ports?.map(({ containerPort }) => containerPort),
                    [8080],
                );
                assert.equal(container.readinessProbe?.httpGet?.path, READINESS[name]);
                assert.deepEqual(
                    container.volumeMounts?.map(({ mountPath }) => mountPath),
                    ["/tmp"],
                );
            });
        }

        it("points each secret variable and file at a key that its Secret has", () => {
            const keys = new Map(
                objectsOf<{ metadata: { name: string }; stringData: Record<string, string> }>(recorded, "Secret").map(
                    ({ metadata, stringData }) => [metadata.name, Object.keys(stringData)],
                ),
            );
            for (const { metadata, spec } of workloads()) {
                for (const { valueFrom } of spec.template.spec.containers[0]?.env ?? []) {
                    const { name, key } = valueFrom.secretKeyRef;
                    assert.ok(keys.get(name)?.includes(key), `${metadata.name}: ${name}/${key}`);
                }
            }
        });

        it("writes the password of Redis into its URL and its configuration alike", () => {
            const { stringData } = objectOf<{ stringData: Record<string, string> }>(
                recorded,
                "Secret",
                "checkout-redis",
            );
            const url = new URL(String(stringData.url));
            assert.deepEqual([url.hostname, url.port, url.password], ["checkout-redis", "6379", stringData.password]);
            assert.equal(stringData["auth.conf"], `requirepass ${stringData.password}\n`);
        });

        it("satisfies the Pod Security Standard restricted, with pinned images, requests, limits and probes", () => {
            assert.equal(workloads().length, 10);
            for (const { metadata, spec } of workloads()) {
                assert.deepEqual(restrictedViolations(spec.template.spec), [], metadata.name);
                for (const container of spec.template.spec.containers) {
                    assert.ok(isPinned(container.image), container.image);
                    assert.equal(container.securityContext.readOnlyRootFilesystem, true);
                    const { requests, limits } = container.resources;
                    assert.ok(requests.cpu && requests.memory && limits.cpu && limits.memory, metadata.name);
                    assert.ok(
                        container.readinessProbe && container.livenessProbe && container.startupProbe,
                        metadata.name,
                    );
                }
            }
        });

        it("refers only to Services that exist, on their ports", () => {
            const ports = new Map(
                objectsOf<{ metadata: { name: string }; spec: { ports: { port: number }[] } }>(recorded, "Service").map(
                    ({ metadata, spec }) => [metadata.name, spec.ports.map(({ port }) => port)],
                ),
            );
            const addresses = Object.values(VARIABLES).flatMap((variables) =>
                Object.values(variables).flatMap(
                    (value) => /^(?:http:\/\/)?([a-z-]+):(\d+)$/.exec(value)?.slice(1) ?? [],
                ),
            );
            assert.equal(addresses.length, 2 * 9);
            for (let index = 0; index < addresses.length; index += 2) {
                assert.ok(
                    ports.get(String(addresses[index]))?.includes(Number(addresses[index + 1])),
                    addresses[index],
                );
            }
        });

        it("connects exactly what is declared", () => {
            const policies: Policy[] = [
                { metadata: { name: "default-deny", namespace: "team" }, spec: DENY_ALL },
                ...objectsOf<Policy>(recorded, "NetworkPolicy"),
            ];
            for (const from of workloads()) {
                for (const to of workloads()) {
                    const port = to.spec.template.spec.containers[0]?.ports?.[0]?.containerPort ?? 0;
                    const pods = [from, to].map(({ metadata, spec }) => ({
                        namespace: metadata.namespace,
                        labels: spec.template.metadata.labels,
                    }));
                    const [source, target] = pods;
                    assert.ok(source && target);
                    const declared = EDGES[from.metadata.name]?.includes(to.metadata.name) ?? false;
                    assert.equal(
                        isReachable(policies, source, target, port),
                        declared,
                        `${from.metadata.name} -> ${to.metadata.name}`,
                    );
                }
            }
        });
    });
}
