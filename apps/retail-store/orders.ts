import type { ServiceDescription } from "../../components/workloads";
import { SAMPLE_USER, sampleImage } from "./images";

/** The orders, kept in PostgreSQL and announced on RabbitMQ. */
export const orders = {
    image: sampleImage("orders"),
    port: 8080,
    runAsUser: SAMPLE_USER,
    probes: { readiness: { path: "/actuator/health/readiness" } },
    resources: { requests: { cpu: "100m", memory: "512Mi" } },
    env: {
        RETAIL_ORDERS_PERSISTENCE_PROVIDER: "postgres",
        RETAIL_ORDERS_PERSISTENCE_ENDPOINT: "orders-postgresql:5432",
        RETAIL_ORDERS_PERSISTENCE_NAME: "orders",
        RETAIL_ORDERS_PERSISTENCE_USERNAME: { credential: "orders-postgresql", key: "username" },
        RETAIL_ORDERS_PERSISTENCE_PASSWORD: { credential: "orders-postgresql", key: "password" },
        RETAIL_ORDERS_MESSAGING_PROVIDER: "rabbitmq",
        RETAIL_ORDERS_MESSAGING_RABBITMQ_ADDRESSES: "orders-rabbitmq:5672",
        RETAIL_ORDERS_MESSAGING_RABBITMQ_USERNAME: { credential: "orders-rabbitmq", key: "username" },
        RETAIL_ORDERS_MESSAGING_RABBITMQ_PASSWORD: { credential: "orders-rabbitmq", key: "password" },
    },
    connectsTo: ["orders-postgresql", "orders-rabbitmq"],
} satisfies ServiceDescription;

const IS_READY = {
    command: ["pg_isready", "--host=127.0.0.1", "--username=orders", "--dbname=orders"],
    timeoutSeconds: 5,
};

/** The orders' database. */
export const ordersPostgresql = {
    kind: "stateful",
    image: "public.ecr.aws/docker/library/postgres:17.7",
    port: 5432,
    runAsUser: 999,
    writablePaths: ["/tmp", "/var/run/postgresql"],
    credentials: { "orders-postgresql": { username: "orders" } },
    env: {
        POSTGRES_DB: "orders",
        POSTGRES_USER: { credential: "orders-postgresql", key: "username" },
        POSTGRES_PASSWORD: { credential: "orders-postgresql", key: "password" },
        // PostgreSQL insists on owning its data directory; the volume's root belongs to the node's root user.
        PGDATA: "/var/lib/postgresql/data/pgdata",
    },
    probes: { readiness: IS_READY, liveness: IS_READY },
    resources: { requests: { cpu: "250m", memory: "512Mi" } },
    storage: { tier: "standard", size: "10Gi", mountPath: "/var/lib/postgresql/data" },
    terminationGracePeriodSeconds: 60,
} satisfies ServiceDescription;

/** The orders' message broker. */
export const ordersRabbitmq = {
    kind: "stateful",
    image: "public.ecr.aws/docker/library/rabbitmq:4.2.4",
    port: 5672,
    runAsUser: 999,
    credentials: { "orders-rabbitmq": { username: "orders" } },
    env: {
        RABBITMQ_DEFAULT_USER: { credential: "orders-rabbitmq", key: "username" },
        RABBITMQ_DEFAULT_PASS: { credential: "orders-rabbitmq", key: "password" },
    },
    resources: { requests: { cpu: "250m", memory: "512Mi" } },
    storage: { tier: "standard", size: "5Gi", mountPath: "/var/lib/rabbitmq" },
    terminationGracePeriodSeconds: 60,
} satisfies ServiceDescription;
