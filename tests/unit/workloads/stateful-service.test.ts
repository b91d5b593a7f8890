import assert from "node:assert/strict";
import { StatefulService, type StatefulServiceArgs } from "../../../components/workloads";
import type { WorkloadObject } from "./manifests";
import { restrictedViolations } from "./pod-security";
import { objectOf, objectsOf, type Recorded, RUNS, record } from "./recording";

const DESCRIPTION = {
    image: "registry.example.com/team/db:1.0.0",
    port: 5432,
    runAsUser: 999,
    storage: { tier: "fast", size: "20Gi", mountPath: "/var/lib/db" },
};

function recordStore(args: Partial<StatefulServiceArgs> = {}, preview = false): Promise<Recorded[]> {
    return record(
        () => {
            new StatefulService("shop-db", {
                name: "db",
                namespace: "team",
                application: "shop",
                description: DESCRIPTION,
                storageClasses: { standard: "gp3", fast: "io2" },
                retainVolumes: false,
                ...args,
            });
        },
        { preview },
    );
}

async function setOf(args: Partial<StatefulServiceArgs> = {}): Promise<WorkloadObject> {
    return objectOf(await recordStore(args), "StatefulSet", "db");
}

describe("a stateful service", () => {
    for (const { run, preview } of RUNS) {
        it(`is complete during ${run}`, async () => {
            assert.deepEqual(
                (await recordStore({}, preview)).map(({ type, name }) => `${type.split(":").at(-1)} ${name}`).sort(),
                [
                    "NetworkPolicy shop-db-policy",
                    "PersistentVolumeClaimPatch shop-db-data-0",
                    "Service shop-db-headless",
                    "Service shop-db-service",
                    "ServiceAccount shop-db-account",
                    "StatefulSet shop-db-set",
                    "StatefulService shop-db",
                ].sort(),
            );
        });
    }

    it("claims a volume of its tier for each replica", async () => {
        const [claim, ...others] = (await setOf()).spec.volumeClaimTemplates ?? [];
        assert.deepEqual(others, []);
        assert.deepEqual(claim?.spec, {
            accessModes: ["ReadWriteOnce"],
            storageClassName: "io2",
            resources: { requests: { storage: "20Gi" } },
        });
    });

    it("has a claim of its own for each replica, of the template's size, under the name that the set looks for", async () => {
        const recorded = await recordStore({ description: { ...DESCRIPTION, replicas: 2 } });
        const [template] = objectOf<WorkloadObject>(recorded, "StatefulSet", "db").spec.volumeClaimTemplates ?? [];
        for (const ordinal of [0, 1]) {
            const claim = objectOf<WorkloadObject>(recorded, "PersistentVolumeClaimPatch", `data-db-${ordinal}`);
            assert.deepEqual(claim.spec, template?.spec);
        }
    });

    it("names no class where its tier is the cluster's default class", async () => {
        const [template] = (await setOf({ storageClasses: { fast: null } })).spec.volumeClaimTemplates ?? [];
        assert.deepEqual(template?.spec, {
            accessModes: ["ReadWriteOnce"],
            resources: { requests: { storage: "20Gi" } },
        });
    });

    it("mounts its data below the volume's root, where no lost+found lies", async () => {
        const [container] = (await setOf()).spec.template.spec.containers;
        assert.deepEqual(container?.volumeMounts?.[0], { name: "data", mountPath: "/var/lib/db", subPath: "data" });
    });

    it("gives its group the volume, once", async () => {
        const { fsGroup, fsGroupChangePolicy, runAsUser } = (await setOf()).spec.template.spec.securityContext;
        assert.deepEqual([fsGroup, fsGroupChangePolicy, runAsUser], [999, "OnRootMismatch", 999]);
    });

    it("satisfies the Pod Security Standard restricted", async () => {
        assert.deepEqual(restrictedViolations((await setOf()).spec.template.spec), []);
    });

    it("leaves no volume behind unless volumes are retained", async () => {
        assert.deepEqual((await setOf()).spec.persistentVolumeClaimRetentionPolicy, {
            whenDeleted: "Delete",
            whenScaled: "Retain",
        });
        const retained = await setOf({ retainVolumes: true });
        assert.deepEqual(retained.spec.persistentVolumeClaimRetentionPolicy, {
            whenDeleted: "Retain",
            whenScaled: "Retain",
        });
    });

    it("names its pods by a headless Service beside the one for clients", async () => {
        const recorded = await recordStore();
        const service = (name: string) =>
            objectOf<{ spec: { clusterIP?: string; publishNotReadyAddresses?: boolean } }>(recorded, "Service", name);
        assert.equal(objectOf<WorkloadObject>(recorded, "StatefulSet", "db").spec.serviceName, "db-headless");
        assert.deepEqual(
            [service("db-headless").spec.clusterIP, service("db-headless").spec.publishNotReadyAddresses],
            ["None", true],
        );
        assert.equal(service("db").spec.clusterIP, undefined);
    });

    it("has a disruption budget only with several replicas", async () => {
        assert.deepEqual(objectsOf(await recordStore(), "PodDisruptionBudget"), []);
        const recorded = await recordStore({ description: { ...DESCRIPTION, replicas: 3 } });
        assert.equal(objectsOf(recorded, "PodDisruptionBudget").length, 1);
    });

    it("refuses a tier that the platform does not have, and names those that it has", async () => {
        const storage = { ...DESCRIPTION.storage, tier: "slow" };
        await assert.rejects(
            recordStore({ description: { ...DESCRIPTION, storage } }),
            /db: received "slow".*standard or fast/,
        );
    });

    it("needs no volume for data that may be lost", async () => {
        const { storage: _storage, ...inMemory } = DESCRIPTION;
        assert.equal((await setOf({ description: inMemory })).spec.volumeClaimTemplates, undefined);
    });
});
