import type { ServiceDescription } from "../../components/workloads";
import { SAMPLE_USER, sampleImage } from "./images";

/** The products, kept in MySQL. */
export const catalog = {
    image: sampleImage("catalog"),
    port: 8080,
    runAsUser: SAMPLE_USER,
    probes: { readiness: { path: "/health" } },
    resources: { requests: { cpu: "100m", memory: "256Mi" } },
    env: {
        RETAIL_CATALOG_PERSISTENCE_PROVIDER: "mysql",
        RETAIL_CATALOG_PERSISTENCE_ENDPOINT: "catalog-mysql:3306",
        RETAIL_CATALOG_PERSISTENCE_DB_NAME: "catalog",
        RETAIL_CATALOG_PERSISTENCE_USER: { credential: "catalog-mysql", key: "username" },
        RETAIL_CATALOG_PERSISTENCE_PASSWORD: { credential: "catalog-mysql", key: "password" },
    },
    connectsTo: ["catalog-mysql"],
} satisfies ServiceDescription;

// Over TCP, because the server that initialises the database listens on its socket only. A TCP probe would count as
// a failed login. A refused login still exits with 0: the server is alive.
const PING = { command: ["mysqladmin", "ping", "--host=127.0.0.1"], timeoutSeconds: 5 };

/** The catalog's database. */
export const catalogMysql = {
    kind: "stateful",
    image: "public.ecr.aws/docker/library/mysql:8.4.7",
    port: 3306,
    runAsUser: 999,
    writablePaths: ["/tmp", "/var/run/mysqld"],
    credentials: { "catalog-mysql": { username: "catalog" }, "catalog-mysql-root": {} },
    env: {
        MYSQL_DATABASE: "catalog",
        MYSQL_USER: { credential: "catalog-mysql", key: "username" },
        MYSQL_PASSWORD: { credential: "catalog-mysql", key: "password" },
        MYSQL_ROOT_PASSWORD: { credential: "catalog-mysql-root", key: "password" },
    },
    probes: { readiness: PING, liveness: PING },
    resources: { requests: { cpu: "250m", memory: "1Gi" } },
    storage: { tier: "standard", size: "10Gi", mountPath: "/var/lib/mysql" },
    terminationGracePeriodSeconds: 60,
} satisfies ServiceDescription;
