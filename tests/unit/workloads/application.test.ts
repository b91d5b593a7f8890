import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Application, type ServiceDescription } from "../../../components/workloads";
import { plainService, recordApplication, type WorkloadObject } from "./manifests";
import { objectOf, RUNS, record } from "./recording";

const SERVICES: Record<string, ServiceDescription> = {
    web: { ...plainService, connectsTo: ["api"] },
    api: { ...plainService, connectsTo: ["db"], env: { PASSWORD: { credential: "db", key: "password" } } },
    db: {
        kind: "stateful",
        image: plainService.image,
        port: 5432,
        credentials: { db: { username: "api" } },
        env: { PASSWORD: { credential: "db", key: "password" } },
        storage: { tier: "standard", size: "1Gi", mountPath: "/data" },
    },
};

describe("an application", () => {
    for (const { run, preview } of RUNS) {
        it(`names every object and its namespace, and registers no two under one name, during ${run}`, async () => {
            const recorded = await recordApplication(SERVICES, {}, { preview });
            const objects = recorded.filter(({ type }) => type.startsWith("kubernetes:"));
            for (const { name, inputs } of objects) {
                const { metadata } = inputs as { metadata?: { name?: string; namespace?: string } };
                assert.ok(metadata?.name, name);
                assert.equal(metadata.namespace, "team", name);
            }
            assert.equal(new Set(recorded.map(({ type, name }) => `${type}::${name}`)).size, recorded.length);
        });

        it(`shares a generated password only by its Secret, during ${run}`, async () => {
            const recorded = await recordApplication(
                SERVICES,
                {},
                { preview, passwords: { "shop-db-password": "generated" } },
            );
            const holders = recorded.filter(({ inputs }) => JSON.stringify(inputs).includes("generated"));
            assert.deepEqual(
                holders.map(({ name, secrets }) => [name, secrets]),
                [["shop-db-secret", ["stringData"]]],
            );
            for (const [kind, name] of [
                ["Deployment", "api"],
                ["StatefulSet", "db"],
            ] as const) {
                const workload = objectOf<WorkloadObject>(recorded, kind, name);
                assert.deepEqual(workload.spec.template.spec.containers[0]?.env, [
                    { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
                ]);
            }
        });
    }

    it("restarts the services that use a password when it changes, and no others", async () => {
        const annotations = async (password: string) => {
            const recorded = await recordApplication(SERVICES, {}, { passwords: { "shop-db-password": password } });
            return (["web", "api"] as const).map(
                (name) => objectOf<WorkloadObject>(recorded, "Deployment", name).spec.template.metadata.annotations,
            );
        };
        const [web, api] = await annotations("first");
        const [webLater, apiLater] = await annotations("second");
        assert.deepEqual(webLater, web);
        assert.notDeepEqual(apiLater, api);
    });

    it("gives a table of its services", async () => {
        let table: Application["services"] = [];
        await record(() => {
            table = new Application("shop", {
                namespace: "team",
                description: {
                    services: {
                        ...SERVICES,
                        worker: { image: plainService.image, autoscaling: { min: 3, max: 4 } },
                        migrate: { kind: "task", image: plainService.image },
                        report: { kind: "cron", image: plainService.image, schedule: "@daily", suspend: true },
                    },
                },
                storageClasses: { standard: "standard" },
                retainVolumes: false,
            }).services;
        });
        assert.deepEqual(table, [
            { name: "web", kind: "microservice", replicas: 2, port: 8080, image: plainService.image },
            { name: "api", kind: "microservice", replicas: 2, port: 8080, image: plainService.image },
            { name: "db", kind: "stateful", replicas: 1, port: 5432, image: plainService.image },
            { name: "worker", kind: "microservice", replicas: 3, image: plainService.image },
            { name: "migrate", kind: "task", image: plainService.image },
            {
                ...{ name: "report", kind: "cron", image: plainService.image },
                ...{ schedule: "@daily", timeZone: "Etc/UTC", suspended: true },
            },
        ]);
    });

    it("passes on its volumes' fate", async () => {
        const recorded = await recordApplication(SERVICES, { retainVolumes: true });
        const { spec } = objectOf<WorkloadObject>(recorded, "StatefulSet", "db");
        assert.deepEqual(spec.persistentVolumeClaimRetentionPolicy, { whenDeleted: "Retain", whenScaled: "Retain" });
    });

    it("refuses what the platform does not offer, with every fault in one error", async () => {
        const wishes: Record<string, ServiceDescription> = {
            web: { ...plainService, expose: { host: "shop.example.com" } },
            db: { kind: "stateful", ...plainService, storage: { tier: "slow", size: "1Gi", mountPath: "/data" } },
        };
        const fault = await recordApplication(wishes, { ingress: undefined }).then(
            () => assert.fail("was accepted"),
            (error: unknown) => error,
        );
        assert.ok(pulumi.InputPropertiesError.isInstance(fault));
        assert.deepEqual(
            fault.errors?.map(({ propertyPath }) => propertyPath),
            ["description.services.web.expose", "description.services.db.storage.tier"],
        );
        assert.match(String(fault.errors?.[1]?.reason), /standard/);
    });
});
