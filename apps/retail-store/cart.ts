import type { ServiceDescription } from "../../components/workloads";
import { SAMPLE_USER, sampleImage } from "./images";

/**
 * The shopping carts, kept in DynamoDB.
 *
 * Every stack runs DynamoDB Local. A stack that has a real table patches it away in its `applications`:
 * `cart-dynamodb: null`, and for `cart` `connectsTo: []` and `null` for the variables `..._DYNAMODB_ENDPOINT`,
 * `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
 */
export const cart = {
    image: sampleImage("cart"),
    port: 8080,
    runAsUser: SAMPLE_USER,
    probes: { readiness: { path: "/actuator/health/readiness" } },
    resources: { requests: { cpu: "100m", memory: "512Mi" } },
    env: {
        RETAIL_CART_PERSISTENCE_PROVIDER: "dynamodb",
        RETAIL_CART_PERSISTENCE_DYNAMODB_TABLE_NAME: "Items",
        RETAIL_CART_PERSISTENCE_DYNAMODB_ENDPOINT: "http://cart-dynamodb:8000",
        RETAIL_CART_PERSISTENCE_DYNAMODB_CREATE_TABLE: true,
        // The AWS SDK signs every request; DynamoDB Local accepts any key.
        AWS_ACCESS_KEY_ID: { credential: "cart-dynamodb", key: "username" },
        AWS_SECRET_ACCESS_KEY: { credential: "cart-dynamodb", key: "password" },
    },
    connectsTo: ["cart-dynamodb"],
} satisfies ServiceDescription;

/** DynamoDB Local, in memory: its data ends with its pod. */
export const cartDynamodb = {
    kind: "stateful",
    image: "amazon/dynamodb-local:3.3.0",
    port: 8000,
    runAsUser: 1000,
    args: ["-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb"],
    credentials: { "cart-dynamodb": { username: "cart" } },
    env: { DDB_LOCAL_TELEMETRY: 0 },
    resources: { requests: { cpu: "100m", memory: "512Mi" } },
} satisfies ServiceDescription;
