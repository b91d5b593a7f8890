import assert from "node:assert/strict";
import type { ServiceDescription } from "../../../components/workloads/kinds";
import { microserviceSchema } from "../../../components/workloads/kinds/microservice/schema";
import { probesOf } from "../../../components/workloads/probes";
import { plainService } from "./manifests";

const probesFor = (description: Partial<ServiceDescription<"microservice">>) =>
    probesOf(microserviceSchema.parse({ ...plainService, ...description }));

describe("probes", () => {
    it("connect to the first port by default", () => {
        const { startupProbe, readinessProbe, livenessProbe } = probesFor({});
        for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
            assert.deepEqual(probe?.tcpSocket, { port: "http" });
        }
    });

    it("ask for a path where one is given, at start too, but never let it decide on a restart", () => {
        const { startupProbe, readinessProbe, livenessProbe } = probesFor({
            probes: { readiness: { path: "/health", failureThreshold: 5 } },
        });
        assert.deepEqual(readinessProbe?.httpGet, { path: "/health", port: "http" });
        assert.equal(readinessProbe?.failureThreshold, 5);
        assert.deepEqual(startupProbe?.httpGet, { path: "/health", port: "http" });
        assert.equal(livenessProbe?.httpGet, undefined);
        assert.deepEqual(livenessProbe?.tcpSocket, { port: "http" });
    });

    it("take a pod out of use long before they restart it", () => {
        const { readinessProbe, livenessProbe } = probesFor({});
        assert.ok(Number(livenessProbe?.failureThreshold) > Number(readinessProbe?.failureThreshold));
    });

    it("give a service six minutes to start", () => {
        const { startupProbe } = probesFor({ probes: { readiness: { path: "/health", failureThreshold: 2 } } });
        assert.equal(Number(startupProbe?.failureThreshold) * Number(startupProbe?.periodSeconds), 360);
    });

    it("run a command, or use a named port", () => {
        const ports = [
            { name: "http", port: 8080 },
            { name: "admin", port: 9090 },
        ];
        const { readinessProbe, livenessProbe } = probesOf(
            microserviceSchema.parse({
                image: plainService.image,
                ports,
                probes: { readiness: { command: ["true"] }, liveness: { port: "admin", path: "/live" } },
            }),
        );
        assert.deepEqual(readinessProbe?.exec, { command: ["true"] });
        assert.deepEqual(livenessProbe?.httpGet, { path: "/live", port: "admin" });
    });

    it("are left out for a worker without port and command", () => {
        assert.deepEqual(Object.values(probesOf(microserviceSchema.parse({ image: plainService.image }))), [
            undefined,
            undefined,
            undefined,
        ]);
    });
});
