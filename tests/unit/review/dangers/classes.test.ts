import assert from "node:assert/strict";
import { ChangedStack, database, SET, STORAGE_CLASS, storageClass } from "./stack";

describe("A StorageClass with other parameters", () => {
    const fast = (iops: string, more: object = {}) => ({ ...storageClass("fast"), parameters: { iops }, ...more });
    const changed = (now: object) =>
        new ChangedStack()
            .kept(SET, "db", database())
            .kept(STORAGE_CLASS, "other", storageClass("other"))
            .replaced(STORAGE_CLASS, "fast", fast("3000"), "parameters.iops", { ...now });

    it("says that the volumes of its claims stay as they are", () => {
        const { kind, isStateful, affects } = changed(fast("6000")).dangerOf("fast");
        assert.deepEqual([kind, isStateful], ["replace", false]);
        assert.deepEqual(affects, [
            {
                what: ["PersistentVolumeClaim shop/data-db-0", "PersistentVolumeClaim shop/data-db-1"],
                how: "keep their volumes as they are: it is for new ones alone",
            },
        ]);
    });

    it("is told of nobody where nothing but its reclaim policy changes, or no claim is of it", () => {
        assert.deepEqual(changed(fast("3000", { reclaimPolicy: "Retain" })).dangers, []);
        const unused = new ChangedStack().replaced(STORAGE_CLASS, "fast", fast("1"), "parameters", fast("2"));
        assert.deepEqual(unused.dangers, []);
    });
});
