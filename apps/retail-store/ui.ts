import type { ServiceDescription } from "../../components/workloads";
import { SAMPLE_USER, sampleImage } from "./images";

/** The web shop that customers see. A stack exposes it with its own host name. */
export const ui = {
    image: sampleImage("ui"),
    port: 8080,
    runAsUser: SAMPLE_USER,
    probes: { readiness: { path: "/actuator/health/readiness" } },
    resources: { requests: { cpu: "100m", memory: "512Mi" } },
    env: {
        RETAIL_UI_ENDPOINTS_CATALOG: "http://catalog:8080",
        RETAIL_UI_ENDPOINTS_CARTS: "http://cart:8080",
        RETAIL_UI_ENDPOINTS_ORDERS: "http://orders:8080",
        RETAIL_UI_ENDPOINTS_CHECKOUT: "http://checkout:8080",
    },
    connectsTo: ["catalog", "cart", "orders", "checkout"],
} satisfies ServiceDescription;
