import assert from "node:assert/strict";
import {
    ChangedStack,
    CLAIM,
    DEPLOYMENT,
    database,
    NAMESPACE,
    object,
    SET,
    STORAGE_CLASS,
    storageClass,
    urnOf,
} from "./stack";

const PATCH = "kubernetes:core/v1:PersistentVolumeClaimPatch";
const CLAIMS = ["PersistentVolumeClaim shop/data-db-0", "PersistentVolumeClaim shop/data-db-1"];
const WITH_VOLUMES = CLAIMS.flatMap((claim) => [claim, claim.replace("PersistentVolumeClaim", "volume")]);
const RETAIN = { whenDeleted: "Retain", whenScaled: "Retain" };

const retention = (policy: object) => ({ persistentVolumeClaimRetentionPolicy: policy });

describe("A namespace that is deleted", () => {
    const stack = (reclaimPolicy?: string) =>
        new ChangedStack()
            .kept(STORAGE_CLASS, "fast", storageClass("fast", reclaimPolicy))
            .deleted(NAMESPACE, "shop", { metadata: { name: "shop" } });

    it("takes the claims of its sets along, whatever their retention says, and volumes where their class says Delete", () => {
        const danger = stack()
            .deleted(SET, "db", database(retention(RETAIN)))
            .dangerOf("shop");
        assert.equal(danger.isStateful, true);
        assert.deepEqual(danger.takesAlong, WITH_VOLUMES);
        assert.deepEqual(danger.affects, []);
    });

    it("leaves volumes behind where their class says Retain", () => {
        const danger = stack("Retain").deleted(SET, "db", database()).dangerOf("shop");
        assert.deepEqual(danger.takesAlong, CLAIMS);
        assert.deepEqual(danger.affects, [
            { what: CLAIMS, how: "leave their volumes behind, bound to nothing: the class (fast) reclaims by Retain" },
        ]);
    });

    it("says that it does not know where the class is somebody else's", () => {
        const other = database({}, { storageClassName: "theirs" });
        const danger = stack().deleted(SET, "db", other).dangerOf("shop");
        assert.match(
            danger.affects[0]?.how ?? "",
            /may take their volumes along: the class \(theirs\) is not in this stack/,
        );
    });

    it("takes the default class of the cluster where a claim names none", () => {
        const annotations = { "storageclass.kubernetes.io/is-default-class": "true" };
        const danger = new ChangedStack()
            .kept(STORAGE_CLASS, "usual", { ...storageClass("usual"), metadata: { name: "usual", annotations } })
            .deleted(NAMESPACE, "shop", { metadata: { name: "shop" } })
            .deleted(SET, "db", database({ replicas: undefined }, { storageClassName: undefined }))
            .dangerOf("shop");
        assert.deepEqual(danger.takesAlong, WITH_VOLUMES.slice(0, 2));
    });

    it("takes along what the program would keep in it, and nothing of other namespaces and clusters", () => {
        const danger = stack()
            .kept(DEPLOYMENT, "inside", object("web"))
            .kept(DEPLOYMENT, "beside", object("web", {}, "other"))
            .kept(DEPLOYMENT, "elsewhere", object("web"), { provider: "urn:other-cluster::id" })
            .deleted(DEPLOYMENT, "said", object("said"))
            .dangerOf("shop");
        assert.deepEqual(danger.takesAlong, [urnOf(DEPLOYMENT, "inside")]);
    });

    it("says what goes once: its sets and their claims are no dangers of their own", () => {
        const names = stack()
            .deleted(SET, "db", database(retention({ whenDeleted: "Delete" })))
            .dangers.map(({ type }) => type);
        assert.deepEqual(names, [NAMESPACE]);
    });
});

describe("A StatefulSet that is deleted or replaced", () => {
    const stack = () => new ChangedStack().kept(STORAGE_CLASS, "fast", storageClass("fast"));
    const takes = retention({ whenDeleted: "Delete" });

    it("takes its claims and their volumes along where whenDeleted says so", () => {
        for (const danger of [
            stack().deleted(SET, "db", database(takes)).dangerOf("db"),
            stack().replaced(SET, "db", database(takes), "spec.selector").dangerOf("db"),
        ]) {
            assert.equal(danger.isStateful, true);
            assert.deepEqual(danger.takesAlong, WITH_VOLUMES);
        }
    });

    it("keeps them where it says nothing, and has then to be allowed by nobody", () => {
        const danger = stack().deleted(SET, "db", database()).dangerOf("db");
        assert.equal(danger.isStateful, false);
        assert.deepEqual(danger.takesAlong, []);
        assert.deepEqual(danger.affects, [{ what: CLAIMS, how: "stay, and nobody manages them" }]);
    });

    it("is judged by the policy that it has, not by the one that it gets", () => {
        const now = database(retention(RETAIN));
        assert.equal(stack().replaced(SET, "db", database(takes), "spec.x", now).dangerOf("db").isStateful, true);
    });

    it("finds the claims that it keeps at their old size", () => {
        const larger = database({}, { resources: { requests: { storage: "20Gi" } } });
        const danger = stack().replaced(SET, "db", database(), "spec.serviceName", larger).dangerOf("db");
        assert.deepEqual(danger.affects, [
            { what: CLAIMS, how: "keep their 10Gi: the new 20Gi reaches new claims alone" },
        ]);
    });

    it("says nothing of sizes where the program changes the claims themselves, or writes the same otherwise", () => {
        const larger = database({ replicas: 1 }, { resources: { requests: { storage: "20Gi" } } });
        const claim = object("data-db-0", { resources: { requests: { storage: "20Gi" } } });
        assert.deepEqual(
            stack()
                .replaced(SET, "db", database({ replicas: 1 }), "spec.serviceName", larger)
                .kept(PATCH, "data-0", claim).dangers,
            [],
        );
        const same = database({}, { resources: { requests: { storage: "10240Mi" } } });
        assert.deepEqual(stack().replaced(SET, "db", database(), "spec.serviceName", same).dangers, []);
    });

    it("begins without the claims that it kept under another name", () => {
        const renamed = { ...database(), metadata: { name: "store", namespace: "shop" } };
        const danger = stack().replaced(SET, "db", database(), "metadata.name", renamed).dangerOf("db");
        assert.deepEqual(danger.affects, [{ what: CLAIMS, how: "stay, and the new set begins without them" }]);
    });

    it("is no danger without volumes", () => {
        assert.deepEqual(stack().deleted(SET, "db", object("db", takes)).dangers, []);
    });
});

describe("A StatefulSet with fewer replicas", () => {
    const scaled = (policy: object, replicas: number) =>
        new ChangedStack()
            .kept(STORAGE_CLASS, "fast", storageClass("fast"))
            .updated(
                SET,
                "db",
                database(retention(policy)),
                database({ ...retention(policy), replicas }),
                "spec.replicas",
            );

    it("takes the claims of those that go along where whenScaled says so, counted from its first ordinal", () => {
        const danger = scaled({ whenScaled: "Delete" }, 1).dangerOf("db");
        assert.equal(danger.kind, "update");
        assert.equal(danger.isStateful, true);
        assert.deepEqual(danger.takesAlong, WITH_VOLUMES.slice(2));
        const from5 = { ...retention({ whenScaled: "Delete" }), ordinals: { start: 5 } };
        const later = new ChangedStack()
            .updated(SET, "db", database(from5), database({ ...from5, replicas: 1 }), "spec.replicas")
            .dangerOf("db");
        assert.deepEqual(later.takesAlong, ["PersistentVolumeClaim shop/data-db-6"]);
    });

    it("keeps them otherwise, and loses nothing by more of them", () => {
        assert.deepEqual(scaled({ whenScaled: "Retain" }, 1).dangers, []);
        assert.deepEqual(scaled({}, 1).dangers, []);
        assert.deepEqual(scaled({ whenScaled: "Delete" }, 3).dangers, []);
    });
});

describe("A claim that is deleted", () => {
    const stack = (reclaimPolicy: string) =>
        new ChangedStack().kept(STORAGE_CLASS, "fast", storageClass("fast", reclaimPolicy));
    const claim = object("files", { storageClassName: "fast" });

    it("takes its volume along, or leaves it behind", () => {
        assert.deepEqual(stack("Delete").deleted(CLAIM, "files", claim).dangerOf("files").takesAlong, [
            "volume shop/files",
        ]);
        const kept = stack("Retain").deleted(CLAIM, "files", claim).dangerOf("files");
        assert.deepEqual(kept.takesAlong, []);
        assert.equal(kept.isStateful, true);
    });

    it("is none where the engine only forgets it, or where it was a patch", () => {
        assert.deepEqual(stack("Delete").deleted(CLAIM, "files", claim, { isRetained: true }).dangers, []);
        assert.deepEqual(stack("Delete").deleted(PATCH, "files", claim).dangers, []);
    });
});
