import assert from "node:assert/strict";
import { ChangedStack, CLAIM, object } from "./stack";

const SIZE = "spec.resources.requests.storage";
const PATCH = "kubernetes:core/v1:PersistentVolumeClaimPatch";

describe("A claim that grows in place", () => {
    const sized = (storage: string) => object("data-db-0", { resources: { requests: { storage } } });
    const changed = (type: string, was: string, now: string) =>
        new ChangedStack().updated(type, "data", sized(was), sized(now), SIZE, "metadata.labels.a");

    it("is told with both sizes, and loses nothing (case 120)", () => {
        for (const type of [CLAIM, PATCH]) {
            const { kind, isStateful, loss, causes } = changed(type, "900Mi", "1Gi").dangerOf("data");
            assert.equal(kind, "grow");
            assert.equal(isStateful, false);
            assert.equal(loss, "from 900Mi to 1Gi, and never smaller again");
            assert.deepEqual(causes, [`${SIZE}: "a" => "b"`]);
        }
    });

    it("is none where it has its size in other words, or none yet", () => {
        assert.deepEqual(changed(PATCH, "1Gi", "1024Mi").dangers, []);
        const made = new ChangedStack().created(PATCH, "data", sized("1Gi")).dangers;
        assert.deepEqual(made, []);
    });
});
