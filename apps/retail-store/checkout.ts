import type { ServiceDescription } from "../../components/workloads";
import { SAMPLE_USER, sampleImage } from "./images";

/** The checkout, whose open sessions are kept in Redis. */
export const checkout = {
    image: sampleImage("checkout"),
    port: 8080,
    runAsUser: SAMPLE_USER,
    probes: { readiness: { path: "/health" } },
    resources: { requests: { cpu: "100m", memory: "256Mi" } },
    env: {
        RETAIL_CHECKOUT_PERSISTENCE_PROVIDER: "redis",
        RETAIL_CHECKOUT_PERSISTENCE_REDIS_URL: { credential: "checkout-redis", key: "url" },
        RETAIL_CHECKOUT_ENDPOINTS_ORDERS: "http://orders:8080",
    },
    connectsTo: ["checkout-redis", "orders"],
} satisfies ServiceDescription;

/** The checkout's session store. */
export const checkoutRedis = {
    kind: "stateful",
    image: "public.ecr.aws/docker/library/redis:8.2.3-alpine",
    port: 6379,
    runAsUser: 999,
    args: ["redis-server", "/etc/redis/auth.conf", "--appendonly", "yes", "--dir", "/data"],
    credentials: {
        "checkout-redis": {
            values: { url: "redis://:{password}@checkout-redis:6379", "auth.conf": "requirepass {password}\n" },
        },
    },
    env: { REDISCLI_AUTH: { credential: "checkout-redis", key: "password" } },
    secretFiles: { "/etc/redis/auth.conf": { credential: "checkout-redis", key: "auth.conf" } },
    // Not ready while the append-only file is being read: then PING answers LOADING.
    probes: { readiness: { command: ["sh", "-c", "redis-cli ping | grep -q PONG"], timeoutSeconds: 5 } },
    resources: { requests: { cpu: "100m", memory: "256Mi" } },
    storage: { tier: "standard", size: "1Gi", mountPath: "/data" },
} satisfies ServiceDescription;
